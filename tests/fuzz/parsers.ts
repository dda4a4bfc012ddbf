/** Everything that reads what strangers send, under generated input: a value or a refusal, never another error, and never slow. */
import * as fc from 'fast-check';
import { runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { PROPERTIES } from './properties.ts';

/** One call: far above what any takes, the garbage collector's work included, far below what a catastrophe would. */
const SLOW_MS = 150;

export const parsers: Harness = {
  name: 'parsers: state, forms, Basic, PKCE, scope, languages, cookies, JSON, configuration',
  guards: ['a broken request is refused'],
  controlRuns: 1000,
  slices: { runs: 200_000, of: 20_000 },
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const numRuns = runsOf(trial, 3000);
    const violations: string[] = [];
    let slowest = { name: '', ms: 0 };
    for (const [name, { arbitrary, holds }] of Object.entries(PROPERTIES)) {
      const property = fc.property(arbitrary as fc.Arbitrary<unknown>, value => {
        const begun = process.threadCpuUsage();
        const isRight = (holds as (value: unknown) => boolean)(value);
        const { user, system } = process.threadCpuUsage(begun);
        const ms = (user + system) / 1000;
        if (ms > slowest.ms) slowest = { name, ms };
        return isRight;
      });
      const result = fc.check(property, { numRuns, seed: trial.seed });
      if (result.failed)
        violations.push(
          `${name}: ${fc.stringify(result.counterexample).slice(0, 400)} ${errorOf(result.errorInstance)}`,
        );
      await new Promise(resolve => setImmediate(resolve));
    }
    if (slowest.ms > SLOW_MS) violations.push(`${slowest.name} took ${slowest.ms.toFixed(0)} ms once`);
    return {
      figures: {
        parsers: String(Object.keys(PROPERTIES).length),
        'inputs each': numRuns,
        'slowest call (ms of CPU)': { most: slowest.ms },
      },
      violations,
    };
  },
};

function errorOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : '';
}
