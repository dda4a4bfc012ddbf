/** The supervisor's side of /metrics: asks every worker for its values, and adds them up. */
import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { FromSupervisor, FromWorker, MetricsOfWorker } from './messages.ts';

/** A worker that hangs must not silence the others. */
const ANSWER_WITHIN_MS = 1000;

interface Collection {
  wanted: number;
  answers: MetricsOfWorker[];
  finish(): void;
}

export function answerMetrics(): void {
  const collections = new Map<number, Collection>();
  let last = 0;

  function collect(): Promise<MetricsOfWorker[]> {
    const number = (last += 1);
    const workers = Object.values(cluster.workers ?? {}).filter(worker => worker?.isConnected());
    return new Promise(resolve => {
      const answers: MetricsOfWorker[] = [];
      const finish = (): void => {
        clearTimeout(timer);
        collections.delete(number);
        resolve(answers);
      };
      const timer = setTimeout(finish, ANSWER_WITHIN_MS);
      collections.set(number, { wanted: workers.length, answers, finish });
      for (const worker of workers) tell(worker!, { kind: 'give-metrics', collection: number });
    });
  }

  cluster.on('message', (worker: Worker, message: FromWorker) => {
    if (message.kind === 'metrics') {
      const collection = collections.get(message.collection);
      if (collection?.answers.push(message.metrics) === collection?.wanted) collection?.finish();
    } else if (message.kind === 'want-metrics')
      void collect()
        .then(answers => AggregatorRegistry.aggregate(answers).metrics())
        .then(text => tell(worker, { kind: 'all-metrics', id: message.id, text }));
  });
}

function tell(worker: Worker, message: FromSupervisor): void {
  // It may have ended while the others were asked.
  worker.send(message, () => {});
}
