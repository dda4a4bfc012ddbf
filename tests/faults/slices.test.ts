/** Long forms in slices: what was done is kept, a bound ends them cleanly, and they go on where they ended. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newTrial, type Finding, type Harness, type Trial } from './harness.ts';
import { isOver, runInSlices } from './slices.ts';

const harness: Harness = {
  name: 'counting: nothing but slices',
  guards: [],
  controlRuns: 1,
  slices: { runs: 10, of: 4 },
  run: () => Promise.reject(new Error('the slices are run by the test')),
};

test('a long form that was stopped goes on with new seeds, and its figures are those of all slices', async t => {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-slices-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const ran: [number, number][] = [];
  const slice = ({ seed, runs }: Trial): Promise<Finding> => {
    ran.push([seed, runs!]);
    if (ran.length === 2) return Promise.reject(new Error('killed in the second slice'));
    const figures = { tried: runs!, slowest: { most: runs! }, times: { samples: [runs!] } };
    return Promise.resolve({ figures, violations: runs === 2 ? ['the last one is bad'] : [] });
  };
  const options = { directory, hours: 1 };
  const begin = { ...options, resume: false };
  await assert.rejects(runInSlices(harness, newTrial({ seed: 7, long: true }), begin, slice), /killed/);
  const again = await runInSlices(harness, newTrial({ long: true }), { ...options, resume: true }, slice);
  assert.deepEqual([again.seed, again.done, isOver(again)], [7, 10, true]);
  assert.deepEqual(again.figures, { tried: 10, slowest: { most: 4 }, times: { samples: [4, 4, 2] } });
  const [first, killed, repeated, last] = ran as [[number, number], ...[number, number][]];
  assert.deepEqual([first, killed], [[7, 4], repeated], 'what was not finished is done again');
  assert.notEqual(last![0], repeated![0]);
  assert.deepEqual(again.violations, [`--seed ${last![0]} --runs 2: the last one is bad`]);
});

test('a long form ends at its bound, between two slices', async t => {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-slices-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const slow = async (): Promise<Finding> => {
    await new Promise(resolve => setTimeout(resolve, 20));
    return { figures: {}, violations: [] };
  };
  const options = { directory, resume: false, hours: 0.01 / 3600 };
  const progress = await runInSlices(harness, newTrial({ long: true }), options, slow);
  assert.deepEqual([progress.done, isOver(progress)], [4, false]);
});
