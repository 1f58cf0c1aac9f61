import {
  acceptedContent,
  inputRequired,
  type GetPromptResult,
  type InputRequiredResult,
  type Prompt,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { text } from '../samples.js';
import { ask } from './client-asking.tools.js';

/** The suite's prompt that asks the client back, which prompts of our library do not do. */
export const CLIENT_ASKING_PROMPT: Prompt = {
  name: 'test_input_required_result_prompt',
  description: 'A fixture of the conformance suite',
};

/** What it answers: a question, and with the answer to it the prompt. */
export function writeClientAskingPrompt({ mcpReq }: ServerContext): GetPromptResult | InputRequiredResult {
  const response = acceptedContent(mcpReq.inputResponses, 'user_context');
  if (!response)
    return inputRequired({ inputRequests: { user_context: ask('What context should the prompt use?', 'context') } });
  return { messages: [{ role: 'user', content: text(`Context: ${String(response.context)}`) }] };
}
