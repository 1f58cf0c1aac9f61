import {
  acceptedContent,
  inputRequired,
  INVALID_PARAMS,
  ProtocolError,
  type ContentBlock,
  type GetPromptResult,
  type InputRequiredResult,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { embedded, IMAGE, text } from '../samples.js';
import { ask } from './client-asking.tools.js';

type Values = Readonly<Record<string, string>>;

interface Prompt {
  readonly arguments?: readonly string[];
  messages(values: Values, context: ServerContext): readonly ContentBlock[] | InputRequiredResult;
}

const PROMPTS: Readonly<Record<string, Prompt>> = {
  test_simple_prompt: { messages: () => [text('This is a simple prompt for testing.')] },
  test_prompt_with_arguments: {
    arguments: ['arg1', 'arg2'],
    messages: ({ arg1 = '', arg2 = '' }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  },
  test_prompt_with_embedded_resource: {
    arguments: ['resourceUri'],
    messages: ({ resourceUri = '' }) => [
      embedded(resourceUri, 'Embedded resource content for testing.'),
      text('Please process the embedded resource above.'),
    ],
  },
  test_prompt_with_image: { messages: () => [IMAGE, text('Please analyze the image above.')] },
  test_input_required_result_prompt: {
    messages: (_values, { mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, 'user_context');
      if (answer) return [text(`Context: ${String(answer.context)}`)];
      return inputRequired({
        inputRequests: { user_context: ask('What context should the prompt use?', 'context') },
      });
    },
  },
};

/** The suite's prompts, with completion of their arguments. */
export function addPrompts(server: Server): void {
  server.registerCapabilities({ prompts: { listChanged: false }, completions: {} });
  server.setRequestHandler('prompts/list', () => ({
    prompts: Object.entries(PROMPTS).map(([name, prompt]) => ({
      name,
      description: 'A fixture of the conformance suite',
      arguments: (prompt.arguments ?? []).map((argument) => ({ name: argument, required: true })),
    })),
  }));
  server.setRequestHandler('prompts/get', ({ params }, context) => get(params.name, params.arguments ?? {}, context));
  server.setRequestHandler('completion/complete', () => ({
    completion: { values: ['paris', 'park', 'party'], total: 3, hasMore: false },
  }));
}

function get(name: string, values: Values, context: ServerContext): GetPromptResult | InputRequiredResult {
  const prompt = PROMPTS[name];
  if (!prompt) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`);
  const answer = prompt.messages(values, context);
  if (!Array.isArray(answer)) return answer as InputRequiredResult;
  return { messages: (answer as ContentBlock[]).map((content) => ({ role: 'user', content })) };
}
