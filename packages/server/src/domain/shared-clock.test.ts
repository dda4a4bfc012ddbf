/** The clock that nodes share: the database's, whatever the machine's own says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SharedClock } from './shared-clock.ts';

test('S-E10 S-E11 a node counts by the clock of the database; its own wall clock, and its jumps, say nothing', async t => {
  const ahead = 120_000;
  const wall = Date.now;
  const began = performance.now();
  const database = wall() + ahead;
  const clock = await SharedClock.open(() => Promise.resolve(database + (performance.now() - began)));
  t.after(() => {
    clock.stop();
    Date.now = wall;
  });
  const off = (): number => Math.abs(clock.nowMs() - (database + (performance.now() - began)));
  assert.ok(off() < 1000);
  Date.now = () => wall() - 3_600_000;
  assert.ok(off() < 1000);
});

test('S-E10 a node does not start with a clock that the database did not give it', async () => {
  await assert.rejects(
    SharedClock.open(() => Promise.reject(new Error('out of reach'))),
    /out of reach/,
  );
});
