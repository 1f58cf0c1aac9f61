import { toolCall } from '../harness/messages.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { initialize, startPeer, type Message, type StdioPeer } from '../harness/stdio-peer.js';
import { waitFor } from '../harness/wait-for.js';

jest.setTimeout(30_000);

let backend: TestBackend;
let peer: StdioPeer;
let pings = 0;

beforeAll(async () => {
  backend = await startBackend();
  peer = startPeer({ ...backend.variables, LOG_LEVEL: 'trace' });
  peer.send(initialize());
  await peer.response('init');
});

afterAll(async () => {
  await peer.stop();
  await backend.close();
});

/** What comes back for some bytes, besides the response to a valid request sent after them. */
async function responsesTo(bytes: string | Buffer, count: number): Promise<Message[]> {
  const before = peer.messages().length;
  pings += 1;
  const id = `ping-${pings}`;
  peer.raw(bytes);
  peer.send({ jsonrpc: '2.0', id, method: 'ping' });
  await peer.response(id);
  // Whether it comes before or after the other one is not promised.
  await waitFor(() => peer.messages().length > before + count);
  return peer
    .messages()
    .slice(before)
    .filter((message) => message.id !== id);
}

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const DEEP_ARGUMENT = JSON.stringify(toolCall('get_invoice', { id: 0 }, 'deep')).replace(
  '"id":0',
  `"id":${nested(10_000)}`,
);

describe('a line that is no message is answered, and the next one served:', () => {
  test.each<[string, string | Buffer, number, string | number | null]>([
    ['garbage', 'hello\n', -32700, null],
    ['half a message', '{"jsonrpc":"2.0","id":1\n', -32700, null],
    ['invalid UTF-8', Buffer.from('{"jsonrpc":"2.0","id":1,"method":"p\xffng"}\n', 'latin1'), -32700, null],
    ['NUL bytes', Buffer.alloc(64).fill(0, 0, 63).fill('\n', 63), -32700, null],
    ['10,000 opening brackets', `${'['.repeat(10_000)}\n`, -32700, null],
    ['10,000 nested lists', `${nested(10_000)}\n`, -32600, null],
    ['a batch', `[${JSON.stringify(toolCall('list_invoices'))}]\n`, -32600, null],
    ['an empty batch', '[]\n', -32600, null],
    ['a bare value', 'null\n', -32600, null],
    ['JSON that is no message', '{"hello":1}\n', -32600, null],
    ['another version of JSON-RPC', '{"jsonrpc":"1.0","id":7,"method":"ping"}\n', -32600, 7],
    ['a request without a method', '{"jsonrpc":"2.0","id":"a"}\n', -32600, 'a'],
    ['an id of null', '{"jsonrpc":"2.0","id":null,"method":"ping"}\n', -32600, null],
    ['an id that is a list', '{"jsonrpc":"2.0","id":[1],"method":"ping"}\n', -32600, null],
    ['parameters in a list', `{"jsonrpc":"2.0","id":9,"method":"ping","params":${nested(10_000)}}\n`, -32600, 9],
    ['10 MB', Buffer.alloc(10_000_001, 'x').fill('\n', 10_000_000), -32600, null],
    ['an unknown method', '{"jsonrpc":"2.0","id":11,"method":"invoices/burn"}\n', -32601, 11],
    ['an unknown tool', `${JSON.stringify(toolCall('drop_everything', {}, 12))}\n`, -32602, 12],
    ['a call without a name', '{"jsonrpc":"2.0","id":13,"method":"tools/call"}\n', -32602, 13],
  ])('%s', async (_what, bytes, code, id) => {
    const error = { code, message: expect.any(String) as string };
    expect(await responsesTo(bytes, 1)).toEqual([{ jsonrpc: '2.0', id, error }]);
  });
});

test.each<[string, string]>([
  ['an empty line', '\n'],
  ['an empty line that ends as on Windows', '\r\n'],
  ['an unknown notification', '{"jsonrpc":"2.0","method":"notifications/whatever"}\n'],
  ['a cancellation of nothing', '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}\n'],
  ['a response to nothing', '{"jsonrpc":"2.0","id":77,"result":{}}\n'],
])('%s is passed over', async (_what, bytes) => {
  expect(await responsesTo(bytes, 0)).toEqual([]);
});

test('lines may end as on Windows', async () => {
  expect(await responsesTo('{"jsonrpc":"2.0","id":"crlf","method":"ping"}\r\n', 1)).toMatchObject([
    { id: 'crlf', result: {} },
  ]);
});

test('a message may come in pieces, and several in one', async () => {
  const line = `${JSON.stringify(toolCall('get_invoice', { id: 'inv_zerlegt_ä' }, 'pieces'))}\n`;
  for (const byte of Buffer.from(line)) peer.raw(Buffer.of(byte));
  peer.send(toolCall('get_invoice', { id: 'inv_1' }, 'one'), toolCall('get_invoice', { id: 'inv_2' }, 'two'));
  const responses = [await peer.response('pieces'), await peer.response('one'), await peer.response('two')];
  // What is no plain identifier stands in quotes.
  for (const [index, named] of ['"inv_zerlegt_ä"', 'inv_1', 'inv_2'].entries()) {
    expect(responses[index]?.result?.structuredContent).toMatchObject({
      error: { message: expect.stringContaining(`Invoice ${named} not found`) as string },
    });
  }
});

test('an argument nested 10,000 deep is an ordinary wrong argument', async () => {
  peer.raw(`${DEEP_ARGUMENT}\n`);
  const { result } = await peer.response('deep');
  expect(result?.structuredContent).toMatchObject({
    error: { code: 'VALIDATION_ERROR', details: { fields: [{ field: 'id' }] } },
  });
});

test('stdout has nothing but messages and stderr nothing but log lines, however much is logged', async () => {
  await backend.fail({ kind: 'html', times: 9 });
  peer.send(toolCall('list_invoices', {}, 'failing'));
  await peer.response('failing');
  for (const message of peer.messages()) {
    expect(message.jsonrpc).toBe('2.0');
    expect(message.result !== undefined).not.toBe(message.error !== undefined);
  }
  peer.process.stdin.end();
  expect(await peer.ended).toBe(0);
  const logged = peer.stderr().trim().split('\n');
  expect(logged.length).toBeGreaterThan(1);
  for (const line of logged) expect(JSON.parse(line)).toHaveProperty('level');
});
