import type { Type } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';

/** The weakest policy under which a person is asked: `destructive` for what cannot be undone, `writes` for other changes. */
export type ConfirmWhen = 'destructive' | 'writes';

/** What a person is asked before a tool acts. */
export interface ConfirmationRequest<Input extends object> {
  /**
   * Plain text for a person, not for a model. Whoever writes it makes every text of other people harmless first: a name
   * with a line break in it could otherwise write a line of the question.
   */
  readonly message: string;
  /** What the answer is about, as JSON. When it is not the same any more once the answer is there, the person is asked again. */
  readonly confirmedState: Readonly<Record<string, unknown>>;
  /** What the tool then runs with in place of its arguments, where the question is more exact than they were. */
  readonly input?: Input;
}

/** Words the question of a tool: a provider of the application, as its guards are. */
export interface ConfirmationPrompt<Input extends object> {
  /** Whether there is anything to ask as the application is set up; asked for once, at start. Left out, there is. */
  isRequired?(): boolean;

  /**
   * The question about one call, from what the tool is about to change as it is now. Undefined when nobody has to be
   * asked. A `ToolError` ends the call without a question: nobody is asked about what cannot happen.
   */
  request(input: Input, call: ToolCall, message: string): Promise<ConfirmationRequest<Input> | undefined>;
}

/** That, and how, a person is asked before a tool acts. */
export interface ConfirmOptions<Input extends object> {
  readonly when: ConfirmWhen;
  /** Must be listed in the `providers` of a module. */
  readonly prompt: Type<ConfirmationPrompt<Input>>;
  /** The question in our own words, with what follows from a yes: `Cancel this invoice? That is final.` */
  readonly message: string;
}
