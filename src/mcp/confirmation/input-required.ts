import { CONFIRM_FIELD } from './elicitation-result.js';

/** Key of the elicitation in `inputRequests` and of its response in `inputResponses`. */
export const CONFIRMATION_KEY = 'confirmation';

/** An elicitation request in form mode (MCP page "Elicitation", "Form Mode"). */
export interface ElicitationRequest {
  readonly method: 'elicitation/create';
  readonly params: { readonly message: string; readonly requestedSchema: typeof CONFIRM_SCHEMA };
}

/**
 * A `tools/call` result that asks the client for input: the client asks the person and repeats the call with the response and
 * the state (MCP 2026-07-28, "Multi Round-Trip Requests").
 */
export interface InputRequired {
  readonly resultType: 'input_required';
  readonly inputRequests: { readonly [CONFIRMATION_KEY]: ElicitationRequest };
  readonly requestState: string;
  readonly _meta?: Readonly<Record<string, string>>;
}

/** A checkbox in addition to the button of the client, so that a form sent by accident confirms nothing. */
const CONFIRM_SCHEMA = {
  type: 'object',
  properties: { [CONFIRM_FIELD]: { type: 'boolean', title: 'Yes, do this', default: false } },
  required: [CONFIRM_FIELD],
} as const;

/** Builds the result that makes the client ask the person. */
export const inputRequired = (message: string, requestState: string): InputRequired => ({
  resultType: 'input_required',
  inputRequests: {
    [CONFIRMATION_KEY]: { method: 'elicitation/create', params: { message, requestedSchema: CONFIRM_SCHEMA } },
  },
  requestState,
});

/** Whether a result asks for input, and is not the result of a tool. */
export const isInputRequired = (result: object): result is InputRequired =>
  'resultType' in result && result.resultType === 'input_required';
