import { ANYONE } from '../../src/mcp/context/caller.js';
import { RunningCalls } from '../../src/mcp/invocation/running-calls.js';
import { ToolCall } from '../../src/mcp/context/tool-call.js';

const newCall = (id: string): ToolCall => {
  const describeCall = () => ({ rpcId: id, protocolVersion: undefined, message: {}, request: {} });
  const origin = { caller: ANYONE, transport: 'http', describe: describeCall, onCancel: () => undefined } as const;
  return new ToolCall(id, origin, 60_000);
};

test('whatever the order in which calls end, exactly those that still run are told of the end', () => {
  const running = new RunningCalls();
  const calls = Array.from({ length: 8 }, (_, at) => newCall(String(at)));
  for (const call of calls) running.add(call);
  // The first, the last, one that has taken another's place, and the one that was there before.
  for (const at of [0, 6, 7, 3]) running.delete(calls[at]!);
  running.delete(calls[3]!);
  const late = newCall('late');

  expect(running.shutDown()).toBe(4);
  running.add(late);

  expect(calls.flatMap(({ signal }, at) => (signal.aborted ? [at] : []))).toEqual([1, 2, 4, 5]);
  expect(late.signal.aborted).toBe(true);
  for (const call of [...calls, late]) call.dispose();
});
