/** The rolling window against a naive list of times. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { RollingWindow } from './rolling-window.ts';

const rule = { limit: 180, windowSeconds: 60 };
const start = 1_732_104_961_000;

test('S1: of one key the 181st call within any 60 seconds is refused, and tells when to come back', () => {
  const window = new RollingWindow({ maxKeys: 10 });
  for (let i = 0; i < 180; i += 1) {
    const answer = window.take('a', rule, start + i * 100);
    assert.deepEqual([answer.allowed, answer.remaining, answer.retryAfterSeconds], [true, 179 - i, 0]);
  }
  assert.deepEqual(window.take('a', rule, start + 18_000), {
    allowed: false,
    limit: 180,
    remaining: 0,
    resetSeconds: 60,
    retryAfterSeconds: 42,
  });
  assert.equal(window.take('b', rule, start + 18_000).allowed, true);
  assert.equal(window.take('a', rule, start + 59_999).allowed, false);
  assert.equal(window.take('a', rule, start + 60_000).allowed, true);
  assert.equal(window.take('a', rule, start + 60_001).allowed, false);
});

test('S-E5: exactly what a list of all times would say, whatever the limit, and refused calls do not count', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 300 });
  fc.assert(
    fc.property(
      gaps,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      (steps, limit, windowSeconds) => {
        const window = new RollingWindow({ maxKeys: 1 });
        const counted: number[] = [];
        let now = start;
        for (const step of steps) {
          now += step;
          const recent = counted.filter(time => time > now - windowSeconds * 1000);
          const answer = window.take('k', { limit, windowSeconds }, now);
          assert.equal(answer.allowed, recent.length < limit);
          if (answer.allowed) counted.push(now);
          else
            assert.equal(
              answer.retryAfterSeconds,
              Math.ceil(((recent[0] ?? 0) + windowSeconds * 1000 - now) / 1000),
            );
        }
      },
    ),
  );
});

test('S-V8: memory is bounded, and the key that was not used for longest is forgotten', () => {
  const window = new RollingWindow({ maxKeys: 2 });
  const one = { limit: 1, windowSeconds: 60 };
  window.take('a', one, start);
  window.take('b', one, start);
  assert.equal(window.take('a', one, start).allowed, false);
  window.take('c', one, start);
  assert.equal(window.size, 2);
  assert.equal(window.take('a', one, start).allowed, false);
  assert.equal(window.take('b', one, start).allowed, true);
});

test('S-E11: a clock that steps back frees nobody and locks nobody out for longer than a window', () => {
  const window = new RollingWindow({ maxKeys: 1 });
  const one = { limit: 1, windowSeconds: 60 };
  window.take('a', one, start);
  assert.equal(window.take('a', one, start - 5000).allowed, false);
  assert.equal(window.take('a', one, start - 3_600_000).allowed, true);
  const two = { limit: 2, windowSeconds: 60 };
  window.take('b', two, start);
  window.take('b', two, start - 5000);
  assert.equal(window.take('b', two, start + 57_000).resetSeconds, 3);
});

test('R56: a changed limit keeps what was counted', () => {
  const window = new RollingWindow({ maxKeys: 1 });
  for (let i = 0; i < 5; i += 1) window.take('a', { limit: 5, windowSeconds: 60 }, start + i);
  assert.equal(window.take('a', { limit: 3, windowSeconds: 60 }, start + 5).allowed, false);
  assert.equal(window.take('a', { limit: 6, windowSeconds: 60 }, start + 5).remaining, 2);
  assert.deepEqual(new RollingWindow({ maxKeys: 1 }).take('a', { limit: 0, windowSeconds: 60 }, start), {
    allowed: false,
    limit: 0,
    remaining: 0,
    resetSeconds: 0,
    retryAfterSeconds: 60,
  });
});
