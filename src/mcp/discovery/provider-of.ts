import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import { missingProvider } from '../mcp.messages.js';
import { StartError } from '../start-error.js';

/** Gets the singleton of a class from any module. Throws a `StartError` that names `usedBy` when no module has one. */
export function providerOf<T>(modules: ModuleRef, type: Type<T>, usedBy: string): T {
  try {
    return modules.get(type, { strict: false });
  } catch {
    throw new StartError(missingProvider(type.name, usedBy));
  }
}
