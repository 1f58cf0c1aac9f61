import { STATE_KEY } from '../confirmation/confirming-app.js';
import { startHttpProgram, type Variables } from '../harness/program.js';
import {
  ATTENDED_CONNECTIONS,
  YES,
  type AttendedClient,
  type ElicitationReply,
  type Shown,
} from '../harness/elicitation-responses.js';
import { startBackend, type TestBackend } from '../harness/sandbox.js';
import { askingTools, type Step } from './asking-tools.js';

const UNTICKED: ElicitationReply = { action: 'accept', content: { confirm: false } };

let backend: TestBackend;
let variables: Variables;
let services: Readonly<Record<'refuse' | 'allow', Awaited<ReturnType<typeof startHttpProgram>>>>;

beforeAll(async () => {
  backend = await startBackend();
  variables = {
    ...backend.variables,
    ORVION_MCP_TOOLSETS: 'all',
    ORVION_MCP_CONFIRM: 'writes',
    ORVION_MCP_STATE_KEY: STATE_KEY,
  };
  services = {
    refuse: await startHttpProgram([], variables),
    allow: await startHttpProgram([], { ...variables, ORVION_MCP_CONFIRM_FALLBACK: 'allow' }),
  };
});

afterAll(async () => {
  await services.refuse.stop();
  await services.allow.stop();
  await backend.close();
});

/** Leads a client to a service, over stdio to one of its own. Unless told otherwise the fallback is the default. */
const targetOf = (transport: 'stdio' | 'http', fallback?: 'refuse' | 'allow') =>
  transport === 'http'
    ? services[fallback ?? 'refuse']
    : { args: ['stdio'], variables: { ...variables, ...(fallback && { ORVION_MCP_CONFIRM_FALLBACK: fallback }) } };

const TOOLS = askingTools(() => backend);

describe.each(ATTENDED_CONNECTIONS.filter(({ canAsk }) => canAsk))(
  'the built program over $transport with $generation.name and a person',
  ({ transport, generation }) => {
    let client: AttendedClient;
    let shown: Shown[];
    let response: ElicitationReply;

    beforeAll(async () => {
      client = await generation.connect(targetOf(transport), (question) => {
        shown.push(question);
        return response;
      });
    });

    afterAll(async () => client.close());

    beforeEach(() => {
      shown = [];
    });

    test.each(TOOLS)(
      '$tool happens on a yes, once the person has seen what it is about',
      async ({ tool, asks, step }) => {
        const { args, reported, isDone } = await step();
        response = YES;
        const { error } = await client.call(tool, args);
        expect([error, await isDone()]).toEqual([null, true]);
        const [{ message, requestedSchema } = { message: '' }, ...more] = shown;
        expect(more).toEqual([]);
        expect(message.split('\n')).toEqual([expect.stringMatching(asks), '', ...reported]);
        expect(requestedSchema).toMatchObject({ properties: { confirm: { type: 'boolean' } }, required: ['confirm'] });
      },
    );

    test.each(
      TOOLS.flatMap((tool) => [
        {
          ...tool,
          given: { action: 'decline' } as ElicitationReply,
          reason: 'confirmation_declined',
          words: /said no/,
        },
        {
          ...tool,
          given: { action: 'cancel' } as ElicitationReply,
          reason: 'confirmation_canceled',
          words: /closed the/,
        },
        { ...tool, given: UNTICKED, reason: 'confirmation_declined', words: /said no/ },
      ]),
    )('$tool does not happen on $given', async ({ tool, step, given, reason, words }) => {
      const { args, isDone } = await step();
      response = given;
      const { error } = await client.call(tool, args);
      expect(error).toMatchObject({ code: 'UNAUTHORIZED', details: { reason, retryable: false } });
      expect(error?.message).toMatch(words);
      expect(error?.message).toContain('Nothing was changed.');
      expect([shown.length, await isDone()]).toEqual([1, false]);
    });

    test.each(TOOLS)('$tool takes no argument for a confirmation', async ({ tool, step }) => {
      const { args, isDone } = await step();
      const { error } = await client.call(tool, { ...args, confirm: true });
      expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { fields: [{ field: 'confirm' }] } });
      expect([shown, await isDone()]).toEqual([[], false]);
    });
  },
);

/** Clients that cannot ask, among them those that say they could and are out of reach. */
const UNABLE = ATTENDED_CONNECTIONS.flatMap((connection) => [
  { ...connection, who: 'nobody', person: undefined },
  ...(connection.canAsk ? [] : [{ ...connection, who: 'somebody out of reach', person: () => YES }]),
]);

describe.each(UNABLE)('the built program over $transport with $generation.name and $who', (connection) => {
  const { transport, generation, person } = connection;

  /** Calls every tool that asks, and tells what came of each. */
  async function outcomes(fallback: 'refuse' | 'allow' | undefined): Promise<unknown[]> {
    const client = await generation.connect(targetOf(transport, fallback), person);
    const results: unknown[] = [];
    for (const { tool, step } of TOOLS) {
      const { args, isDone }: Step = await step();
      const { error } = await client.call(tool, args);
      results.push([error?.details.reason, error?.message, await isDone()]);
    }
    await client.close();
    return results;
  }

  const ALLOWED = TOOLS.map(() => [undefined, undefined, true]);
  const advice = expect.stringMatching(/Use a client that does, or leave the step to a person\./) as unknown;
  const REJECTED = TOOLS.map(() => ['confirmation_unavailable', advice, false]);

  test('is rejected over HTTP and goes on over stdio by default', async () => {
    expect(await outcomes(undefined)).toEqual(transport === 'http' ? REJECTED : ALLOWED);
  });

  test('does as the operator decides', async () => {
    expect(await outcomes('refuse')).toEqual(REJECTED);
    expect(await outcomes('allow')).toEqual(ALLOWED);
  });
});
