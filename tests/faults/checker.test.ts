/** The checker itself: a good history is good, and each thing that must not be is found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, type Rules } from './checker.ts';
import { newEntry, type Entry } from './history.ts';

let clock = 0;

/** One answered step of one family; `change` says what is different. */
function step(op: Entry['op'], change: Partial<Entry> = {}): Entry {
  clock += 10;
  const status = op === 'consent' ? 303 : 200;
  const ids = { connection: 'c', lineage: 'code-1' };
  return newEntry({ op, ...ids, begun: clock, ended: clock + 5, status, ...change });
}

const refused = { status: 400, error: 'invalid_grant' };
const consent = (): Entry => step('consent');
const redeem = (change: Partial<Entry> = {}): Entry =>
  step('redeem', { used: 'code-1', access: 'a1', refresh: 'r1', ...change });
const refresh = (used: string, got: string, change: Partial<Entry> = {}): Entry =>
  step('refresh', { used, access: `a-${got}`, refresh: got, ...change });
const check = (change: Partial<Entry> = {}): Entry => step('check', { used: 'a1', active: true, ...change });
const revoke = (change: Partial<Entry> = {}): Entry => step('revoke', { used: 'r1', ...change });

test('a good life has nothing to be blamed for, also where answers were lost', () => {
  const lost = { ended: null, status: null, access: null, refresh: null };
  const life = [
    consent(),
    redeem(),
    check(),
    refresh('r1', 'r2', lost),
    refresh('r1', 'r2'),
    refresh('r1', 'r2'),
    revoke(),
    check({ active: false }),
    refresh('r2', '', { ...refused, access: null, refresh: null }),
  ];
  assert.deepEqual(judge(life), []);
  const other = { lineage: 'code-2', used: 'code-2' };
  const cutOff = [
    step('consent', { lineage: 'code-2' }),
    redeem({ ...other, ...lost }),
    redeem({ ...other, ...refused, access: null, refresh: null }),
  ];
  assert.deepEqual(judge(cutOff), []);
});

const BAD: Record<string, { history: () => Entry[]; rules?: Rules; found: RegExp }> = {
  'a code redeemed twice': {
    history: () => [consent(), redeem(), redeem({ access: 'a2', refresh: 'r9' })],
    found: /2th success of one code/,
  },
  'two successors of one refresh token': {
    history: () => [redeem(), refresh('r1', 'r2'), refresh('r1', 'r3')],
    found: /2 successors/,
  },
  'a refresh token that is its own successor': {
    history: () => [redeem(), refresh('r1', 'r1')],
    found: /successors/,
  },
  'two successes without a replay window': {
    history: () => [redeem(), refresh('r1', 'r2'), refresh('r1', 'r2')],
    rules: { replayWindowMs: 0 },
    found: /without a replay window/,
  },
  'life after revocation': {
    history: () => [redeem(), revoke(), check()],
    found: /after the end was acknowledged/,
  },
  'life after a replayed code': {
    history: () => [redeem(), redeem({ ...refused, access: null, refresh: null }), check()],
    found: /after the end was acknowledged/,
  },
  'an acknowledged token dead': {
    history: () => [redeem(), check({ active: false })],
    found: /found an acknowledged token dead/,
  },
  'an acknowledged refresh token dead': {
    history: () => [redeem(), refresh('r1', '', { ...refused, access: null, refresh: null })],
    found: /found an acknowledged refresh token dead/,
  },
  'an acknowledged consent gone': {
    history: () => [consent(), redeem({ ...refused, access: null, refresh: null })],
    found: /found an acknowledged consent gone/,
  },
  'a code that nobody got': {
    history: () => [1, 2].map(() => redeem({ ...refused, access: null, refresh: null })),
    found: /nobody got it/,
  },
  'one token for two families': {
    history: () => [redeem(), redeem({ lineage: 'code-2', used: 'code-2' })],
    found: /token of another family/,
  },
  'a bug of ours': { history: () => [redeem({ status: 500 })], found: /answered 500/ },
  'an outage that does not say when to come again': {
    history: () => [check({ status: 503, active: null })],
    found: /503 without Retry-After/,
  },
};

for (const [what, { history, rules, found }] of Object.entries(BAD)) {
  test(`the checker finds ${what}`, () => {
    assert.match(judge(history(), rules).join('\n'), found);
  });
}
