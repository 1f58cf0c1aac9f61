import { Injectable } from '@nestjs/common';
import type { Completer } from '../../../src/mcp/decorators/completed-by.decorator.js';

/** The values that the suite's documentation shows. */
@Injectable()
export class CityCompleter implements Completer {
  complete(typed: string): readonly string[] {
    return ['paris', 'park', 'party'].filter((value) => value.startsWith(typed.slice(0, 3)));
  }
}
