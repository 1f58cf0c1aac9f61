import { Injectable } from '@nestjs/common';
import type { FaultRule } from './fault-rule.js';

const MAX_REMEMBERED = 100;

/** A request as the fault report shows it. API keys are replaced by a note that one was present. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Keeps the fault injection rules, and the requests received since they were set. */
@Injectable()
export class FaultsService {
  private rules: FaultRule[] = [];
  private counters = { received: 0, fired: 0, aborted_by_client: 0 };
  private requests: SeenRequest[] = [];

  /** Replaces all rules and resets the counters. */
  set(rules: FaultRule[]): void {
    this.rules = rules;
    this.counters = { received: 0, fired: 0, aborted_by_client: 0 };
    this.requests = [];
  }

  /** Records a request and returns the first rule that matches it, using up one of the rule's times. */
  take(request: SeenRequest): FaultRule | undefined {
    this.counters.received += 1;
    this.requests = [...this.requests, request].slice(-MAX_REMEMBERED);
    const rule = this.rules.find(
      ({ method, path, times }) =>
        times > 0 && (method ?? request.method) === request.method && request.url.startsWith(path ?? ''),
    );
    if (!rule) return undefined;
    rule.times -= 1;
    this.counters.fired += 1;
    return rule;
  }

  noteAbort(): void {
    this.counters.aborted_by_client += 1;
  }

  report(): object {
    return { rules: this.rules, ...this.counters, requests: this.requests };
  }
}
