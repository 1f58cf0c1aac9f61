import { Injectable } from '@nestjs/common';
import type { Completer } from '../../mcp/index.js';

/** Those that the API's pages name, the most usual first. Others are taken too. */
const CURRENCIES = ['EUR', 'USD', 'SAT', 'USDC'];

/** Suggests currency codes. */
@Injectable()
export class CurrencyCompleter implements Completer {
  complete(typed: string): readonly string[] {
    return CURRENCIES.filter((code) => code.startsWith(typed.trim().toUpperCase()));
  }
}
