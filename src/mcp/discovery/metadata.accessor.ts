import { Injectable, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { COMPLETER_METADATA, type Completer } from '../decorators/completed-by.decorator.js';
import { PROMPT_METADATA, type PromptOptions } from '../decorators/prompt.decorator.js';
import {
  RESOURCE_METADATA,
  type ResourceOptions,
  type ResourceTemplateOptions,
} from '../decorators/resource.decorator.js';
import { TOOL_METADATA, type ToolOptions } from '../decorators/tool.decorator.js';

/** Reads the metadata that the decorators record. No other class does. */
@Injectable()
export class MetadataAccessor {
  constructor(private readonly reflector: Reflector) {}

  /** Options of a method with `@Tool`; undefined for any other value. */
  toolOptions(method: unknown): ToolOptions<object, object> | undefined {
    return this.optionsOf(TOOL_METADATA, method) as ToolOptions<object, object> | undefined;
  }

  /** Options of a method with `@Resource`, `@ResourceTemplate` or `@View`; undefined for any other value. */
  resourceOptions(method: unknown): ResourceOptions | ResourceTemplateOptions<object> | undefined {
    return this.optionsOf(RESOURCE_METADATA, method) as ResourceOptions | ResourceTemplateOptions<object> | undefined;
  }

  /** Options of a method with `@Prompt`; undefined for any other value. */
  promptOptions(method: unknown): PromptOptions<object> | undefined {
    return this.optionsOf(PROMPT_METADATA, method) as PromptOptions<object> | undefined;
  }

  /** The class that `@CompletedBy` names for a property of an input class. */
  completerOf(input: Type<object>, property: string): Type<Completer> | undefined {
    return Reflect.getMetadata(COMPLETER_METADATA, input.prototype as object, property) as Type<Completer> | undefined;
  }

  private optionsOf(key: symbol, method: unknown): unknown {
    return typeof method === 'function' ? this.reflector.get(key, method) : undefined;
  }
}
