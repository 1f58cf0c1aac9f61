import * as fc from 'fast-check';
import { modernCall, toolCall } from '../harness/messages.js';

/** The same inputs in every run, unless another seed is asked for. */
export const SEED = Number(process.env.HOSTILE_SEED ?? 20_260_728);

const DEPTH = 10_000;
const nested = (open: string, close: string): string => `${open.repeat(DEPTH)}1${close.repeat(DEPTH)}`;

/** Texts that stand where an id should, most of them none that JSON-RPC or a double has. */
const ODD_IDS = [
  'null',
  'true',
  '{}',
  '[]',
  '1.5',
  '-1',
  '-0',
  '1e400',
  '-1e400',
  '1E3',
  '9007199254740993',
  '9'.repeat(400),
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"__proto__"',
  JSON.stringify('x'.repeat(10_000)),
  '{"a":{"b":[]}}',
];

const ODD_VALUES = [
  ...ODD_IDS,

  '"tools/call"',
  '"initialize"',
  '"notifications/cancelled"',
  '"rpc.discover"',
  '"../../etc/passwd"',
  '"a\\r\\nb"',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"toString":1,"hasOwnProperty":1}',
  '{"name":"list_invoices","arguments":[]}',
  '{"name":"__proto__"}',
  '{"name":"constructor","arguments":{}}',
  '{"name":"list_invoices","arguments":{"limit":1e400}}',
  '{"name":"list_invoices","arguments":"{}"}',
  '{"name":["list_invoices"]}',
  '{"name":"get_invoice","arguments":{"id":"\\u0000"}}',
  '{"cursor":"x"}',
];

const call = fc.constantFrom(toolCall('list_invoices', { limit: 1 }), modernCall('list_invoices', { limit: 1 }));
const callText = call.map((message) => JSON.stringify(message));
const position = fc.double({ min: 0, max: 1, noNaN: true });

/** A call in which one member is something else, is there twice, or is left out. */
const changedMember = fc
  .record({
    text: callText,
    member: fc.constantFrom('jsonrpc', 'id', 'method', 'params', '__proto__', '_meta', 'arguments'),
    value: fc.oneof(fc.constantFrom(...ODD_VALUES), fc.json({ maxDepth: 3 })),
    before: fc.boolean(),
  })
  .map(({ text, member, value, before }) =>
    before ? `{"${member}":${value},${text.slice(1)}` : `${text.slice(0, -1)},"${member}":${value}}`,
  );

const replacedId = fc
  .tuple(callText, fc.constantFrom(...ODD_IDS))
  .map(([text, id]) => text.replace('"id":1', `"id":${id}`));

const deep = fc.constantFrom(
  nested('[', ']'),
  nested('{"a":', '}'),
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${nested('{"a":', '}')}}`,
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_invoices","arguments":{"limit":${nested('[', ']')}}}}`,
  '['.repeat(DEPTH),
  '{"a":'.repeat(DEPTH),
);

const batch = fc.array(callText, { maxLength: 20 }).map((texts) => `[${texts.join(',')}]`);
const truncated = fc.tuple(callText, position).map(([text, at]) => text.slice(0, Math.floor(text.length * at)));
const spaced = callText.map((text) => text.replaceAll(',', '\r,\t').replaceAll(':', ': '));
const anyJson = fc.oneof(fc.json(), fc.constantFrom(...ODD_VALUES));

const BAD_BYTES = [
  [0xff],
  [0xc0, 0xaf],
  [0x80],
  [0xe2, 0x28, 0xa1],
  [0xed, 0xa0, 0x80],
  [0xf8, 0x88],
  [0xef, 0xbb, 0xbf],
  [0],
];
const badUtf8 = fc.tuple(callText, position, fc.constantFrom(...BAD_BYTES)).map(([text, at, bytes]) => {
  const whole = Buffer.from(text);
  const index = Math.floor(whole.length * at);
  return Buffer.concat([whole.subarray(0, index), Buffer.from(bytes), whole.subarray(index)]);
});
const utf16 = callText.map((text) => Buffer.from(`\ufeff${text}`, 'utf16le'));
const noise = fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes));
const oversized = fc.constantFrom('x'.repeat(300_000), `"${'y'.repeat(270_000)}"`);

const text = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<Buffer> => arbitrary.map((value) => Buffer.from(value));

const hostile = fc.oneof(
  { arbitrary: text(changedMember), weight: 30 },
  { arbitrary: text(replacedId), weight: 12 },
  { arbitrary: badUtf8, weight: 12 },
  { arbitrary: text(truncated), weight: 12 },
  { arbitrary: text(anyJson), weight: 12 },
  { arbitrary: text(batch), weight: 6 },
  { arbitrary: text(spaced), weight: 4 },
  { arbitrary: noise, weight: 8 },
  { arbitrary: utf16, weight: 2 },
  { arbitrary: text(deep), weight: 2 },
  { arbitrary: text(oversized), weight: 1 },
);

/** So many bodies or lines that no client should send. */
export const hostileInputs = (count: number): Buffer[] => fc.sample(hostile, { numRuns: count, seed: SEED });

/** The codes that JSON-RPC and MCP have for faults of a client (JSON-RPC section 5.1; MCP 2026-07-28, "Error codes"). */
export const CLIENT_ERRORS = [-32700, -32600, -32601, -32602, -32020, -32021, -32022];

/** What the SDK answers to headers of revisions before 2026-07-28 that it does not take, over HTTP. */
export const LEGACY_REJECTION = -32000;

/** What no response may show: where code is. */
export const INTERNALS = /node_modules|\.js:\d|\bat [\w.]+ \(/;
