import { StateSeal, type SealedState } from '../../src/mcp/confirmation/state-seal.js';
import { STATE_KEY } from '../confirmation/confirming-app.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import {
  ATTENDED_CONNECTIONS,
  YES,
  type AttendedClient,
  type Exchange,
  type ElicitationReply,
} from '../harness/elicitation-responses.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { askingTools, type Step } from './asking-tools.js';

let backend: TestBackend;
let variables: Variables;
let service: Awaited<ReturnType<typeof startHttpProgram>>;

beforeAll(async () => {
  backend = await startBackend();
  variables = {
    ...backend.variables,
    ORVION_MCP_TOOLSETS: 'all',
    ORVION_MCP_CONFIRM: 'writes',
    ORVION_MCP_STATE_KEY: STATE_KEY,
  };
  service = await startHttpProgram([], variables);
});

afterAll(async () => {
  await service.stop();
  await backend.close();
});

const targetOf = (transport: 'stdio' | 'http', more: Variables = {}) =>
  transport === 'http' ? service : { args: ['stdio'], variables: { ...variables, ...more } };

const TOOLS = askingTools(() => backend);
const SEAL = new StateSeal([{ reveal: () => STATE_KEY }]);

const said = (response: ElicitationReply) => ({ inputResponses: { confirmation: response } });
const reasonOf = ({ structuredContent, requestState }: Exchange): unknown =>
  structuredContent?.error?.details.reason ?? { requestState, structuredContent };

const changed = (state: string): string => {
  const at = state.length >> 1;
  return state.slice(0, at) + (state[at] === 'A' ? 'B' : 'A') + state.slice(at + 1);
};
const madeUp = (): string =>
  new StateSeal([]).seal({ call: 'x', confirmedState: 'x', nonce: 'x', expiresAt: Date.now() + 9_999 });
const late = (state: string): string => SEAL.seal({ ...(SEAL.open(state) as SealedState), expiresAt: Date.now() - 1 });

const CASES = ATTENDED_CONNECTIONS.flatMap((connection) => TOOLS.map((tool) => ({ ...connection, ...tool })));
const nobody = (): never => {
  throw new Error('a person was asked');
};

describe.each(CASES.filter(({ generation }) => generation.isModern))(
  '$tool over $transport with $generation.name and a reply written by hand',
  ({ transport, generation, tool, step }) => {
    let client: AttendedClient;
    let asked: Step & { requestState: string };

    beforeAll(async () => {
      client = await generation.connect(targetOf(transport), nobody);
    });

    afterAll(async () => client.close());

    beforeEach(async () => {
      const { args, ...more } = await step();
      const { requestState = '' } = await client.exchange(tool, args);
      asked = { args, ...more, requestState };
    });

    const reply = async (requestState: string, args = asked.args): Promise<Exchange> =>
      client.exchange(tool, args, { requestState, ...said(YES) });

    test.each([
      ['changed', changed],
      ['sealed with another key', madeUp],
      ['made of words', () => 'confirmed'],
    ])('a state that is %s is rejected as malformed', async (_how, forge) => {
      await expect(reply(forge(asked.requestState))).rejects.toMatchObject({
        code: -32602,
        message: expect.stringContaining('not one that this server has issued') as string,
      });
      expect(await asked.isDone()).toBe(false);
    });

    test('a late one is rejected', async () => {
      expect(reasonOf(await reply(late(asked.requestState)))).toBe('confirmation_expired');
      expect(await asked.isDone()).toBe(false);
    });

    test('that of other arguments or of another tool is rejected', async () => {
      const other = await step();
      expect(reasonOf(await reply(asked.requestState, other.args))).toBe('confirmation_mismatched');
      for (const another of TOOLS.filter((each) => each.tool !== tool)) {
        const theirs = await another.step();
        const { requestState = '' } = await client.exchange(another.tool, theirs.args);
        expect(reasonOf(await reply(requestState))).toBe('confirmation_mismatched');
        expect(await theirs.isDone()).toBe(false);
      }
      expect([await asked.isDone(), await other.isDone()]).toEqual([false, false]);
    });

    test('one counts once, and a no cannot be turned into a yes', async () => {
      const { requestState } = asked;
      const rejected = await client.exchange(tool, asked.args, { requestState, ...said({ action: 'decline' }) });
      expect(reasonOf(rejected)).toBe('confirmation_declined');
      expect(reasonOf(await reply(requestState))).toBe('confirmation_used');
      expect(await asked.isDone()).toBe(false);
      const { requestState: again = '' } = await client.exchange(tool, asked.args);
      expect((await reply(again)).structuredContent?.ok).toBe(true);
      expect(reasonOf(await reply(again))).toBe('confirmation_used');
      expect(await asked.isDone()).toBe(true);
    });

    test('a yes without one is no answer: the question comes again', async () => {
      const { requestState } = await client.exchange(tool, asked.args, said(YES));
      expect([typeof requestState, await asked.isDone()]).toEqual(['string', false]);
    });
  },
);

test.each(CASES.filter(({ generation }) => !generation.isModern))(
  '$tool over $transport with $generation.name: a genuine state brings no yes along',
  async ({ transport, generation, tool, step }) => {
    const [modern] = ATTENDED_CONNECTIONS.filter((connection) => connection.generation.isModern);
    const { args, isDone } = await step();
    const asking = await modern?.generation.connect(service, nobody);
    const question = await asking?.exchange(tool, args);
    await asking?.close();
    const client = await generation.connect(targetOf(transport, { ORVION_MCP_CONFIRM_FALLBACK: 'refuse' }));
    const { requestState = '' } = question ?? {};
    const outcome = await client.exchange(tool, args, { requestState, ...said(YES) });
    await client.close();
    expect([requestState === '', reasonOf(outcome), await isDone()]).toEqual([
      false,
      'confirmation_unavailable',
      false,
    ]);
  },
);
