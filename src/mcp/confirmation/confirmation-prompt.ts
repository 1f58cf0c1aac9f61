import type { Type } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';

/** The weakest policy under which a tool needs a confirmation: `destructive` when its change cannot be undone, else `writes`. */
export type ConfirmWhen = 'destructive' | 'writes';

/** The confirmation of one call that a person is asked for. */
export interface ConfirmationRequest<Input extends object> {
  /**
   * Plain text for a person, not for a model. Sanitize every text of other people that goes into it: a name with a line
   * break could otherwise add a line to the question.
   */
  readonly message: string;
  /** The state that the person confirms, as JSON. When it has changed before the response arrives, the person is asked again. */
  readonly confirmedState: Readonly<Record<string, unknown>>;
  /** Replaces the arguments when the person has accepted, where the question is more exact than they are. */
  readonly input?: Input;
}

/** Builds the confirmation requests of a tool. It is a Nest provider. */
export interface ConfirmationPrompt<Input extends object> {
  /** Whether the configuration requires a confirmation at all; called once at start. Default: it does. */
  isRequired?(): boolean;

  /**
   * Builds the request of one call from the current state of what the tool changes. Returns undefined when the call needs no
   * confirmation, and throws a `ToolError` when the call cannot succeed anyway.
   */
  request(input: Input, call: ToolCall, message: string): Promise<ConfirmationRequest<Input> | undefined>;
}

/** When and how a person is asked to confirm a call of a tool. */
export interface ConfirmOptions<Input extends object> {
  readonly when: ConfirmWhen;
  /** List this class in the `providers` of a module. */
  readonly prompt: Type<ConfirmationPrompt<Input>>;
  /** The question and its consequence, for example `Cancel this invoice? That is final.` */
  readonly message: string;
}
