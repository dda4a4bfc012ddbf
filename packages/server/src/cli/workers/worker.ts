/** A worker's side: tells the supervisor that it listens, and answers /metrics for all workers. */
import cluster from 'node:cluster';
import type { Metrics } from '../../domain/metrics.ts';
import type { FromSupervisor, FromWorker } from './messages.ts';

export const isWorker = cluster.isWorker;

export function reportListening(address: string): void {
  tell({ kind: 'listening', address });
}

/** Whichever worker is asked, the answer is the sum of all: they share a port, so nobody can ask one of them. */
export function shareMetrics(metrics: Metrics): void {
  const asked = new Map<number, (text: string) => void>();
  let last = 0;
  process.on('message', (message: FromSupervisor) => {
    if (message.kind === 'all-metrics') return asked.get(message.id)?.(message.text);
    const { collection } = message;
    void metrics.registry
      .getMetricsAsJSON()
      .then(values => tell({ kind: 'metrics', collection, metrics: values }));
  });
  process.channel?.unref();
  metrics.render = async () => {
    const id = (last += 1);
    const text = new Promise<string>(resolve => asked.set(id, resolve));
    tell({ kind: 'want-metrics', id });
    try {
      return await text;
    } finally {
      asked.delete(id);
    }
  };
}

function tell(message: FromWorker): void {
  if (process.connected) process.send!(message);
}
