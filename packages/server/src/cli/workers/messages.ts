/** What a worker and its supervisor say to each other. */
import type { MetricObjectWithValues, MetricValue } from 'prom-client';

export type MetricsOfWorker = MetricObjectWithValues<MetricValue<string>>[];

export type FromWorker =
  | { kind: 'listening'; address: string }
  /** Somebody asked this worker for the metrics; they are of all of them. */
  | { kind: 'want-metrics'; id: number }
  | { kind: 'metrics'; collection: number; metrics: MetricsOfWorker };

export type FromSupervisor =
  { kind: 'give-metrics'; collection: number } | { kind: 'all-metrics'; id: number; text: string };
