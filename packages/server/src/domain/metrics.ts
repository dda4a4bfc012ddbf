/** What operators watch, in Prometheus's words. Labels are ours alone: never a client id, a token or an address. */
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Counter({
    name: 'valetkey_requests_total',
    help: 'Requests answered.',
    labelNames: ['provider', 'endpoint', 'status'] as const,
    registers: [this.registry],
  });
  readonly duration = new Histogram({
    name: 'valetkey_request_duration_seconds',
    help: 'Time to answer.',
    labelNames: ['endpoint'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });
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
