import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';

/** Suggests values of an argument while a user types it. It is a Nest provider; one can serve many arguments. */
export interface Completer {
  /** Values that match the text typed so far, best first. */
  complete(typed: string, call: ToolCall): Promise<readonly string[]> | readonly string[];
}

/** Metadata key of `@CompletedBy`. */
export const COMPLETER_METADATA = Symbol('mcp:completer');

/**
 * Names the completer of a prompt argument or of a variable of a resource template. An argument with a closed set of values
 * (`@IsIn`) needs none: that set is suggested.
 */
export const CompletedBy =
  (completer: Type<Completer>): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(COMPLETER_METADATA, completer, target, property);
  };
