/**
 * The `TokenBucket` as one atomic script of Redis. It uses the clock of Redis, so that replicas need not agree on the
 * time. A key holds the time at which its bucket is full again, in microseconds, and expires then.
 *
 * KEYS: the bucket. ARGV: microseconds in which one token comes back, and in which an empty bucket becomes full.
 * Returns the microseconds to wait, or 0 when a token was taken.
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
