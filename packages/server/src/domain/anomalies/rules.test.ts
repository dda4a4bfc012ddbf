/** Each rule at its edge: what is just normal, and what is just odd. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeenDays, UsageDay, UsageTraits } from '../../store/rows.ts';
import { judgeCalls, type Calls } from './rules.ts';

const DAY = 20_000;
const KNOWN: SeenDays = [DAY - 60, DAY - 1];
const NEW: SeenDays = [DAY, DAY];

function dayOf(day: number, perHour: number, change: Partial<UsageDay> = {}): UsageDay {
  const hours = Array.from({ length: 24 }, () => perHour);
  const counters = { calls: perHour * 24, errors: 0, denied: 0, limited: 0, bytes: 0 };
  return { credential: 'c', day, ...counters, hours, ...change };
}

function usual(days = 30, perHour = 100): UsageDay[] {
  return Array.from({ length: days }, (_, i) => dayOf(DAY - days + i, perHour));
}

function callsOf(
  today: UsageDay | null,
  change: Partial<Calls> = {},
  traits: Partial<UsageTraits> = {},
): Calls {
  const known = { networks: { '198.51.100.0/24': KNOWN }, agents: { curl: KNOWN }, scopes: { read: KNOWN } };
  const span = { credential: 'c', provider: 'crm', firstDay: DAY - 60, lastDay: DAY };
  return { day: DAY, today, past: usual(), traits: { ...span, ...known, ...traits }, ...change };
}

const rulesIn = (calls: Calls): string[] => judgeCalls(calls).map(finding => finding.rule);

function withHour(calls: number): UsageDay {
  const today = dayOf(DAY, 50);
  return { ...today, hours: today.hours.map((n, at) => (at === 3 ? calls : n)) };
}

test('S-Q11 a usual day, and no day at all, are not odd', () => {
  assert.deepEqual(rulesIn(callsOf(null)), []);
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 100))), []);
});

test('S-Q11 volume: an hour of more than four times the busiest, or a day; small numbers are never loud', () => {
  assert.deepEqual(rulesIn(callsOf(withHour(400))), []);
  assert.deepEqual(judgeCalls(callsOf(withHour(401))), [
    { rule: 'volume', seen: 401, normal: 100, of: 'calls_in_an_hour', what: null },
  ]);
  assert.deepEqual(judgeCalls(callsOf(dayOf(DAY, 401)))[0]?.of, 'calls_in_an_hour');
  const spread = dayOf(DAY, 300, { calls: 9601 });
  assert.deepEqual(judgeCalls(callsOf(spread))[0], {
    rule: 'volume',
    seen: 9601,
    normal: 2400,
    of: 'calls_in_a_day',
    what: null,
  });
  assert.deepEqual(rulesIn(callsOf(withHour(300), { past: usual(30, 1) })), ['volume'], 'by the day');
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 40), { past: usual(30, 1) })), []);
  assert.deepEqual(rulesIn(callsOf(withHour(5000), { past: usual(6) })), [], 'six days are no normal');
});

test('S-Q11 errors: four times the worst day and a fifth of all calls', () => {
  const past = usual().map(day => ({ ...day, errors: 20 }));
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 15, { errors: 80 }), { past })), []);
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 15, { errors: 81 }), { past })), ['errors']);
  assert.deepEqual(
    rulesIn(callsOf(dayOf(DAY, 100, { errors: 81 }), { past })),
    [],
    'a thirtieth of all calls',
  );
});

test('S-Q11 many 403s: four times the worst day, also on a first day', () => {
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 10, { denied: 20 }))), []);
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 10, { denied: 21 }))), ['refused']);
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 10, { denied: 21 }), { past: [] }, { firstDay: DAY })), [
    'refused',
  ]);
});

test('S-Q11 a scope never used before, by who has a habit', () => {
  const traits = { scopes: { read: KNOWN, write: NEW } };
  assert.equal(judgeCalls(callsOf(dayOf(DAY, 1), {}, traits))[0]?.what, 'write');
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 1), { past: usual(13) }, traits)), []);
});

test('S-Q11 a new network or program together with more calls than ever; a wanderer is left alone', () => {
  const networks = { '198.51.100.0/24': KNOWN, '203.0.113.0/24': NEW };
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 100), {}, { networks })), []);
  assert.equal(judgeCalls(callsOf(withHour(151), {}, { networks }))[0]?.what, '203.0.113.0/24');
  const agents = { curl: KNOWN, sqlmap: NEW };
  assert.equal(judgeCalls(callsOf(withHour(151), {}, { agents }))[0]?.what, 'sqlmap');
  const moves = Array.from(
    { length: 7 },
    (_, n) => [`10.0.${n}.0/24`, [DAY - 20 + n, DAY - 20 + n]] as const,
  );
  const wandering = { ...networks, ...Object.fromEntries(moves) };
  assert.deepEqual(rulesIn(callsOf(withHour(151), {}, { networks: wandering })), []);
});

test('S-Q11 a credential that slept for a month and wakes up with a rush', () => {
  const past = [dayOf(DAY - 30, 5)];
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 3), { past })), ['dormant']);
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 2), { past })), [], 'a few calls');
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 3), { past: [dayOf(DAY - 29, 5)] })), []);
  assert.deepEqual(rulesIn(callsOf(dayOf(DAY, 3), { past: [] }, { firstDay: DAY })), [], 'its first day');
});
