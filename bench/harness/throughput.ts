/** The operations side by side: bare server, Valetkey, peers. */
import { startBare } from '../peers/bare.ts';
import type { Contender, OperationName, Running } from './contender.ts';
import { PLANS } from './operations.ts';
import { measure, median, type Candidate, type Measured } from './rounds.ts';
import type { Plan } from '../load/plan.ts';
import { runLoad } from '../load/run-load.ts';

export interface Throughput {
  operations: Partial<Record<OperationName, Measured[]>>;
  p99AtEighty: Partial<Record<OperationName, number>>;
}

/** @param contenders the first is Valetkey: the bare server answers with its bytes. */
export async function measureThroughput(
  contenders: readonly Contender[],
  wanted: readonly OperationName[],
  options: { rounds: number; seconds: number; onDone: (operation: OperationName) => void },
): Promise<Throughput> {
  const found: Throughput = { operations: {}, p99AtEighty: {} };
  for (const operation of wanted) {
    const running: { contender: Contender; running: Running }[] = [];
    try {
      for (const contender of contenders)
        if (contender.operations.includes(operation))
          running.push({ contender, running: await contender.start() });
      const own = running[0]!.running;
      const candidates: Candidate[] = running.map(({ contender, running: { facts, process } }) => ({
        name: contender.name,
        url: facts.url,
        process,
        plan: PLANS[operation](facts),
      }));
      const bare = await startBare(candidates[0]!.plan, own.facts.url);
      const limit = { name: 'bare node:http, the same bytes', ...bare, plan: candidates[0]!.plan };
      const { measured, plans } = await measure([limit, ...candidates], options);
      await bare.stop();
      found.operations[operation] = measured;
      const rate = measured[1]!.operationsPerSecond * 0.8;
      found.p99AtEighty[operation] = await measureTail(own.facts.url, plans[1]!, rate, options);
      options.onDone(operation);
    } finally {
      for (const { running: one } of running) await one.stop();
    }
  }
  return found;
}

/** Requests come at their own pace; what is late counts from when it was due. */
async function measureTail(
  url: string,
  begin: Plan,
  operationsPerSecond: number,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<number> {
  const tails: number[] = [];
  let plan = begin;
  for (let round = 0; round < rounds; round++) {
    const rate = operationsPerSecond * plan.answersPerOperation;
    const result = await runLoad({ url, plan, seconds, rate });
    plan = result.next;
    tails.push(result.p99Ms);
  }
  return median(tails);
}
