import { startBackend } from '../harness/sandbox.js';
import { startToolCaller } from '../harness/tool-caller.js';
import { use } from '../harness/use.js';
import { READING } from './claims/reading.js';
import { WRITING } from './claims/writing.js';
import { committedSurface } from './committed-surface.js';

const CLAIMS = { ...READING, ...WRITING };

const backend = use(startBackend);
const tools = use(async () =>
  startToolCaller({ ...backend.variables, ORVION_MCP_TOOLSETS: 'all', ORVION_MCP_CONFIRM: 'off' }),
);

test('every sentence of every description is a claim that is shown below', () => {
  const written = Object.fromEntries(committedSurface().map(({ name, description }) => [name, description]));
  const claimed = Object.entries(CLAIMS).map(([tool, claims]) => [tool, claims.map(([text]) => text).join(' ')]);
  expect(Object.fromEntries(claimed)).toEqual(written);
});

const SENTENCES = Object.entries(CLAIMS).flatMap(([tool, claims]) =>
  claims.map(([sentence, proof]) => ({ tool, sentence, proof })),
);

test.each(SENTENCES)('$tool: $sentence', async ({ proof }) => {
  expect.hasAssertions();
  await proof({ tools, backend });
});
