/** The rules against simulated traffic: the goals of docs/guides/monitoring.md, on fewer connections than its figures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate, sumUp } from './simulation.ts';

test('R52 S-Q11 of 200 connections and 30 days: 95 % of what was planted is found, one false alarm per 1,000 connections and day at most', () => {
  for (const seed of [1, 2, 3]) {
    const figures = simulate({ seed, connections: 200, watchedDays: 30, plantShare: 0.03 });
    const { foundShare, alarmsPerThousand } = sumUp(figures);
    for (const [kind, { planted }] of Object.entries(figures.planted)) assert.ok(planted > 0, kind);
    assert.ok(foundShare >= 0.95, `seed ${seed}: ${JSON.stringify(figures.planted)}`);
    assert.ok(alarmsPerThousand <= 1, `seed ${seed}: ${JSON.stringify(figures.falseAlarms)}`);
  }
});

test('S-Q11 without planting, nothing counts as found', () => {
  const figures = simulate({ seed: 1, connections: 50, watchedDays: 10, plantShare: 0 });
  for (const { planted, found } of Object.values(figures.planted)) assert.deepEqual([planted, found], [0, 0]);
  assert.equal(figures.connectionDays > 400, true);
});
