import { MissingRequiredClientCapabilityError } from '@modelcontextprotocol/server';
import { setTimeout as pause } from 'node:timers/promises';
import { declared } from './client-asking.tools.js';
import { says, type NativeTool } from './native-tool.js';

const logs = (name: string): NativeTool => ({
  name,
  streams: true,
  run: async ({ mcpReq }) => {
    for (const message of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await mcpReq.log('info', message);
      await pause(50, undefined, { signal: mcpReq.signal });
    }
    return says('Three messages were logged.');
  },
});

const needsSampling: NativeTool = {
  name: 'test_missing_capability',
  run: async (context) => {
    if (declared(context).sampling) return says('The client can sample.');
    throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
  },
};

/** Tools for what a server may only do when the client has asked for it or can take it. */
export const DIAGNOSTIC_TOOLS = [logs('test_tool_with_logging'), logs('test_logging_tool'), needsSampling];
