import { Injectable } from '@nestjs/common';
import type { Completer } from '../../mcp/index.js';

/** Currencies that the API's pages name, the most common first. Arguments may have others. */
const CURRENCIES = ['EUR', 'USD', 'SAT', 'USDC'];

/** Suggests currency codes. */
@Injectable()
export class CurrencyCompleter implements Completer {
  complete(typed: string): readonly string[] {
    return CURRENCIES.filter((code) => code.startsWith(typed.trim().toUpperCase()));
  }
}
