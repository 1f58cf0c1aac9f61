import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import { missingProvider } from '../mcp.messages.js';
import { StartError } from '../start-error.js';

/** The singleton of a class, whatever module provides it. Throws when there is none; `usedBy` says who named the class. */
export function providerOf<T>(modules: ModuleRef, type: Type<T>, usedBy: string): T {
  try {
    return modules.get(type, { strict: false });
  } catch {
    throw new StartError(missingProvider(type.name, usedBy));
  }
}
