import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { TOOL_METADATA, type ToolOptions } from '../decorators/tool.decorator.js';

/** The only reader of the metadata that `@Tool()` writes. */
@Injectable()
export class ToolMetadataAccessor {
  constructor(private readonly reflector: Reflector) {}

  /** Options of a decorated method, or undefined for any other value. */
  toolOptions(method: unknown): ToolOptions<object, object> | undefined {
    if (typeof method !== 'function') return undefined;
    return this.reflector.get<ToolOptions<object, object> | undefined>(TOOL_METADATA, method);
  }
}
