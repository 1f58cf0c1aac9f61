import { CONFIRM_FIELD } from './elicitation-result.js';

/** Name of the one question in a result. */
export const CONFIRMATION_KEY = 'confirmation';

/** A question in the form that a client shows (MCP page "Elicitation", "Form Mode"). */
export interface ElicitationRequest {
  readonly method: 'elicitation/create';
  readonly params: { readonly message: string; readonly requestedSchema: typeof CONFIRM_SCHEMA };
}

/**
 * A `tools/call` result that is a question: the client asks the person, and repeats the call with the answer and with the
 * state (MCP 2026-07-28, "Multi Round-Trip Requests"). It is plain JSON, as a `CallResult` is.
 */
export interface InputRequired {
  readonly resultType: 'input_required';
  readonly inputRequests: { readonly [CONFIRMATION_KEY]: ElicitationRequest };
  readonly requestState: string;
  readonly _meta?: Readonly<Record<string, string>>;
}

/** A box to tick besides the button: a form that is sent by accident says nothing. */
const CONFIRM_SCHEMA = {
  type: 'object',
  properties: { [CONFIRM_FIELD]: { type: 'boolean', title: 'Yes, do this', default: false } },
  required: [CONFIRM_FIELD],
} as const;

/** Asks a person, through the client of a call. */
export const inputRequired = (message: string, requestState: string): InputRequired => ({
  resultType: 'input_required',
  inputRequests: {
    [CONFIRMATION_KEY]: { method: 'elicitation/create', params: { message, requestedSchema: CONFIRM_SCHEMA } },
  },
  requestState,
});

/** Tells a question from the result of a tool. */
export const isInputRequired = (result: object): result is InputRequired =>
  'resultType' in result && result.resultType === 'input_required';
