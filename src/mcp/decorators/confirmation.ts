import type { Type } from '@nestjs/common';
import type { ToolCall } from '../invocation/tool-call.js';

/** The weakest policy under which a person is asked: `destructive` for what cannot be undone, `writes` for other changes. */
export type ConfirmedFrom = 'destructive' | 'writes';

/** What a person is asked before a tool acts. */
export interface Question<Input extends object> {
  /**
   * Plain text for a person, not for a model. Whoever writes it makes every text of other people harmless first: a name
   * with a line break in it could otherwise write a line of the question.
   */
  readonly message: string;
  /** What the answer is about, as JSON. When it is not the same any more once the answer is there, the person is asked again. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the tool then runs with in place of its arguments, where the question is more exact than they were. */
  readonly input?: Input;
}

/** Words the question of a tool: a provider of the application, as its guards are. */
export interface Questioner<Input extends object> {
  /** Whether there is anything to ask as the application is set up; asked for once, at start. Left out, there is. */
  isNeeded?(): boolean;

  /**
   * The question about one call, from what the tool is about to change as it is now. Undefined when nobody has to be
   * asked. A `ToolError` ends the call without a question: nobody is asked about what cannot happen.
   */
  question(input: Input, call: ToolCall, asks: string): Promise<Question<Input> | undefined>;
}

/** That, and how, a person is asked before a tool acts. */
export interface ConfirmOptions<Input extends object> {
  readonly from: ConfirmedFrom;
  /** Must be listed in the `providers` of a module. */
  readonly by: Type<Questioner<Input>>;
  /** The question in our own words, with what follows from a yes: `Cancel this invoice? That is final.` */
  readonly asks: string;
}
