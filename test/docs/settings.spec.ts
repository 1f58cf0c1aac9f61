import { parseEnv } from 'node:util';
import { loadConfig } from '../../src/config/load-config.js';
import { blocksIn } from './documents.js';

test.each(blocksIn('dotenv'))('the service starts with the settings at $where', ({ text }) => {
  const variables = parseEnv(text) as Record<string, string>;
  const { http } = loadConfig(variables, { backend: true, http: true, sandboxPort: 0 });
  expect(http.auth?.mode).toBe(variables.ORVION_MCP_HTTP_AUTH);
});
