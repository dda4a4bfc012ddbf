/** What operators watch, in Prometheus's words. Labels are ours alone: never a client id, a token or an address. */
import { Counter, Registry, collectDefaultMetrics } from 'prom-client';
import { RequestTally } from './request-tally.ts';

export class Metrics {
  readonly registry = new Registry();
  readonly requests = new RequestTally(this.registry);
  readonly tokens = new Counter({
    name: 'valetkey_tokens_issued_total',
    help: 'Token responses by grant.',
    labelNames: ['provider', 'grant'] as const,
    registers: [this.registry],
  });
  readonly refusals = new Counter({
    name: 'valetkey_refusals_total',
    help: 'Refusals by endpoint and error code.',
    labelNames: ['provider', 'endpoint', 'code'] as const,
    registers: [this.registry],
  });
  readonly dropped = new Counter({
    name: 'valetkey_log_entries_dropped_total',
    help: 'Request log entries that could not be written.',
    registers: [this.registry],
  });

  /** Prometheus text. Of this process; of all workers where there are several. */
  render: () => Promise<string> = () => this.registry.metrics();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
