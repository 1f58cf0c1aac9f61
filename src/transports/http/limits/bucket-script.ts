/**
 * The token bucket of `token-bucket.ts` as one step of Redis, on Redis' own clock, so that replicas need not agree on
 * the time. A key holds when its bucket is full again, in microseconds, and expires at that moment.
 *
 * KEYS: the bucket. ARGV: microseconds in which one token comes back, and in which an empty bucket becomes full.
 * Gives the microseconds to wait, 0 for a token that was taken.
 */
export const BUCKET_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local token, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
-- The clock of Redis may be set back, and the limits may have been wider.
full = math.min(math.max(full, now), now + capacity) + token
local wait = full - now - capacity - 0.5
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return 0
`;
