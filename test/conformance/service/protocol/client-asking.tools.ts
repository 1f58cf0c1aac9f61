import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
  type ClientCapabilities,
  type InputRequest,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { says, type NativeTool } from './native-tool.js';

/** A question with one field to fill in. */
export const ask = (message: string, field: string): InputRequest =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { [field]: { type: 'string' } }, required: [field] },
  });

const sample = (prompt: string): InputRequest =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
    maxTokens: 100,
  });

const asksName: NativeTool = {
  name: 'test_input_required_result_elicitation',
  run: async ({ mcpReq }) => {
    const response = acceptedContent(mcpReq.inputResponses, 'user_name');
    if (typeof response?.name === 'string') return says(`Hello, ${response.name}!`);
    return inputRequired({ inputRequests: { user_name: ask('What is your name?', 'name') } });
  },
};

const asksModel: NativeTool = {
  name: 'test_input_required_result_sampling',
  run: async ({ mcpReq }) => {
    const response = inputResponse(mcpReq.inputResponses, 'capital_question');
    if (response.kind === 'sampling') return says(JSON.stringify(response.result.content));
    return inputRequired({ inputRequests: { capital_question: sample('What is the capital of France?') } });
  },
};

const asksRoots: NativeTool = {
  name: 'test_input_required_result_list_roots',
  run: async ({ mcpReq }) => {
    const response = inputResponse(mcpReq.inputResponses, 'client_roots');
    if (response.kind === 'roots') return says(response.roots.map(({ uri }) => uri).join(', '));
    return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  },
};

const asksWhatClientCan: NativeTool = {
  name: 'test_input_required_result_capabilities',
  run: async (context) => {
    const { elicitation, sampling } = declared(context);
    return inputRequired({
      inputRequests: {
        ...(elicitation && { user_name: ask('What is your name?', 'name') }),
        ...(sampling && { greeting: sample('Generate a greeting') }),
      },
    });
  },
};

const asksInStream: NativeTool = {
  name: 'test_streaming_elicitation',
  streams: true,
  run: async () => inputRequired({ inputRequests: { user_name: ask('What is your name?', 'name') } }),
};

/** What the client of a request says it can do; nothing for clients before 2026-07-28, which say it elsewhere. */
export function declared({ mcpReq }: ServerContext): ClientCapabilities {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  return envelope[CLIENT_CAPABILITIES_META_KEY] ?? {};
}

/** Tools that ask the client something and end when it has answered. */
export const CLIENT_ASKING_TOOLS = [asksName, asksModel, asksRoots, asksWhatClientCan, asksInStream];
