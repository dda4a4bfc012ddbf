/** The short form of a harness, as a test of `npm test`. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { newTrial, showFigure, type Harness } from './harness.ts';

export async function runShortForm(t: TestContext, harness: Harness): Promise<void> {
  const trial = newTrial();
  t.diagnostic(`seed ${trial.seed}`);
  const { figures, violations } = await harness.run(trial);
  for (const [name, figure] of Object.entries(figures)) t.diagnostic(`${name}: ${showFigure(figure)}`);
  assert.deepEqual(violations.slice(0, 10), [], `seed ${trial.seed}: ${violations.length} violations`);
}
