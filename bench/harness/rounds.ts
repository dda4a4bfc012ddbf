/** Measures in rounds, everybody in each of them: the machine changes from one second to the next, so only what stood side by side is compared. */
import { runLoad } from '../load/run-load.ts';
import type { Plan } from '../load/plan.ts';
import type { ServerProcess } from './contender.ts';

export interface Candidate {
  name: string;
  url: string;
  process: ServerProcess;
  plan: Plan;
}

export interface Measured {
  name: string;
  operationsPerSecond: number;
  /** Of one operation, on the server's core. */
  cpuMicroseconds: number;
  p50Ms: number;
  p99Ms: number;
  /** Throughput and processor time in relation to the first candidate's, in the same round. */
  throughputRatio: number;
  cpuRatio: number;
}

type Sample = Omit<Measured, 'name'>;

/** `plans`: where each goes on, its tokens rotated. The first candidate is what the others are compared with. One more round goes before, to warm up. */
export async function measure(
  candidates: readonly Candidate[],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<{ measured: Measured[]; plans: Plan[] }> {
  const samples = candidates.map((): Sample[] => []);
  const plans = candidates.map(candidate => candidate.plan);
  for (let round = 0; round <= rounds; round++) {
    let first: Sample | null = null;
    for (const [i, { url, process }] of candidates.entries()) {
      const before = process.cpuSeconds();
      const result = await runLoad({ url, plan: plans[i]!, seconds }).catch((error: unknown) => {
        throw new Error(`${candidates[i]!.name}, round ${round}`, { cause: error });
      });
      plans[i] = result.next;
      const operations = result.good / result.next.answersPerOperation;
      const cpuMicroseconds = ((process.cpuSeconds() - before) * 1e6) / operations;
      const { operationsPerSecond, p50Ms, p99Ms } = result;
      const sample: Sample = {
        operationsPerSecond,
        cpuMicroseconds,
        p50Ms,
        p99Ms,
        throughputRatio: operationsPerSecond / (first?.operationsPerSecond ?? operationsPerSecond),
        cpuRatio: (first?.cpuMicroseconds ?? cpuMicroseconds) / cpuMicroseconds,
      };
      first ??= sample;
      if (round > 0) samples[i]!.push(sample);
    }
  }
  return { measured: candidates.map(({ name }, i) => ({ name, ...medians(samples[i]!) })), plans };
}

function medians(samples: readonly Sample[]): Sample {
  const keys = Object.keys(samples[0]!) as (keyof Sample)[];
  return Object.fromEntries(
    keys.map(key => [key, median(samples.map(sample => sample[key]))]),
  ) as unknown as Sample;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
