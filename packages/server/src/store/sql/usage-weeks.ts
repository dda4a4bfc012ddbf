/** Calls of a credential (a connection, an API key, or an app that acts for itself) by day: a row has the days of one week. */
import type { Id, UsageDay, UsageRow } from '../rows.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { addToSlot, readSlots, writeSlots } from './slots.ts';

const FIND = 'SELECT days FROM usage_weeks WHERE credential = $1 AND week = $2';
const PUT = `INSERT INTO usage_weeks (credential, week, days) VALUES ($1, $2, $3)
  ON CONFLICT (credential, week) DO UPDATE SET days = excluded.days`;
const HOURS = 24;
const DAYS = 7;

/** @param days all of one credential; some may be the same day. */
export function* addDays(credential: Id, days: readonly Omit<UsageDay, 'credential'>[]): Verb<void> {
  for (const [week, ofWeek] of Map.groupBy(days, ({ day }) => weekOf(day))) {
    const present = yield* queryOne(FIND, [credential, week]);
    const slots = readSlots((present?.[0] ?? '') as string);
    for (const { day, calls, errors, denied, limited, bytes, hours } of ofWeek)
      addToSlot(slots, day % DAYS, [calls, errors, denied, limited, bytes, ...hours]);
    yield* execute(PUT, [credential, week, writeSlots(slots)]);
  }
}

export function dayOfRow(row: UsageRow): Omit<UsageDay, 'credential'> {
  const { calls, errors, denied, limited, bytes } = row;
  const hours = Array<number>(HOURS)
    .fill(0)
    .with(Math.floor((row.hour % 86_400) / 3600), calls);
  return { day: Math.floor(row.hour / 86_400), calls, errors, denied, limited, bytes, hours };
}

export function* listUsageDays(credential: Id, fromDay: number): Verb<UsageDay[]> {
  const sql = 'SELECT week, days FROM usage_weeks WHERE credential = $1 AND week >= $2';
  const rows = yield* query(sql, [credential, weekOf(fromDay)]);
  const days = rows.flatMap(([week, text]) => readDays(credential, week as number, text as string));
  return days.filter(({ day }) => day >= fromDay).toSorted((a, b) => a.day - b.day);
}

export function* sumCalls(credentials: readonly Id[], fromDay: number): Verb<ReadonlyMap<Id, number>> {
  if (credentials.length === 0) return new Map();
  const ids = credentials.map((_, i) => `$${i + 2}`).join(', ');
  const sql = `SELECT credential, week, days FROM usage_weeks WHERE credential IN (${ids}) AND week >= $1`;
  const rows = yield* query(sql, [weekOf(fromDay), ...credentials]);
  const sums = new Map<Id, number>();
  for (const [credential, week, text] of rows)
    for (const { day, calls } of readDays(credential as Id, week as number, text as string))
      if (day >= fromDay) sums.set(credential as Id, (sums.get(credential as Id) ?? 0) + calls);
  return sums;
}

function readDays(credential: Id, week: number, text: string): UsageDay[] {
  return readWeek(text).map(({ weekday, ...counted }) => ({
    credential,
    day: week * DAYS + weekday,
    ...counted,
  }));
}

/** `weekday` 0: the week's first. */
export function readWeek(text: string): (Omit<UsageDay, 'credential' | 'day'> & { weekday: number })[] {
  return [...readSlots(text)].map(([weekday, numbers]) => {
    const [calls = 0, errors = 0, denied = 0, limited = 0, bytes = 0, ...some] = numbers;
    const hours = Array.from({ length: HOURS }, (_, hour) => some[hour] ?? 0);
    return { weekday, calls, errors, denied, limited, bytes, hours };
  });
}

/** Weeks since 1970: they begin on Thursdays. */
export function weekOf(day: number): number {
  return Math.floor(day / DAYS);
}
