import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { ToolCall } from '../context/tool-call.js';

/** Suggests values of an argument while it is typed. A provider of a module; one can serve many arguments. */
export interface Completer {
  /** Values that fit what is typed so far, best first. */
  complete(typed: string, call: ToolCall): Promise<readonly string[]> | readonly string[];
}

export const COMPLETER_METADATA = Symbol('mcp:completer');

/**
 * Names the completer of an argument of a prompt, or of a variable of a resource template. An argument with a closed set
 * of values (`@IsIn`) needs none: the set is suggested.
 */
export const CompletedBy =
  (completer: Type<Completer>): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(COMPLETER_METADATA, completer, target, property);
  };
