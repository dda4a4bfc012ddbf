/**
 * What is odd about a credential's calls, against its own normal (R52, S-Q11). Pure: counters in, findings out.
 * A rule that can compare with nothing says nothing: a new connection has no normal yet.
 */
import type { SeenDays, UsageDay, UsageTraits } from '../../store/rows.ts';

/** Rules over counters of calls; the others (`AnomalyRule`) follow events. */
type CallRule = 'volume' | 'errors' | 'refused' | 'new_scope' | 'new_place' | 'dormant';

/** One credential, looked at while its day is still under way. */
export interface Calls {
  /** Days since 1970, UTC. */
  day: number;
  /** Null: no calls today. */
  today: UsageDay | null;
  /** The days before, at most 90, ascending; days without calls are missing. */
  past: readonly UsageDay[];
  traits: UsageTraits;
}

export interface Finding {
  rule: CallRule;
  /** What was seen, and the most that was normal; both in the rule's unit, which `of` names. */
  seen: number;
  normal: number;
  of: 'calls_in_an_hour' | 'calls_in_a_day' | 'errors' | 'refusals' | 'days_of_silence';
  /** The scope, network or program that is new. */
  what: string | null;
}

/** How far a normal looks back. */
const NORMAL_DAYS = 30;
/** Fewer days than this are no normal. */
const DAYS_FOR_A_NORMAL = 7;
const DAYS_FOR_A_HABIT = 14;
/** Times the most that was seen in the days before. Quiet credentials may do more: below the floor nothing is loud. */
const VOLUME = { times: 4, hourFloor: 300, dayFloor: 1000 };
const ERRORS = { times: 4, floor: 50, share: 0.2 };
const REFUSED = { times: 4, floor: 20 };
const NEW_PLACE = { times: 1.5, floor: 50 };
const DORMANT = { days: 30, floor: 50 };
/** Who comes from new networks all the time (serverless, mobile) is not told apart by one more. */
const WANDERS = 0.2;

const max = (numbers: readonly number[]): number => numbers.reduce((most, n) => Math.max(most, n), 0);

export function judgeCalls(calls: Calls): Finding[] {
  const { today, day } = calls;
  if (today === null) return [];
  const recent = { ...calls, past: calls.past.filter(each => each.day >= day - NORMAL_DAYS) };
  const rules = [volume, errors, refused, newScope, newPlace];
  return [dormant(calls, today), ...rules.map(rule => rule(recent, today))].filter(found => found !== null);
}

function volume({ past }: Calls, today: UsageDay): Finding | null {
  if (past.length < DAYS_FOR_A_NORMAL) return null;
  const [hour, normalHour] = [max(today.hours), max(past.map(day => max(day.hours)))];
  if (hour > Math.max(VOLUME.hourFloor, normalHour * VOLUME.times))
    return { rule: 'volume', seen: hour, normal: normalHour, of: 'calls_in_an_hour', what: null };
  const normalDay = max(past.map(day => day.calls));
  if (today.calls <= Math.max(VOLUME.dayFloor, normalDay * VOLUME.times)) return null;
  return { rule: 'volume', seen: today.calls, normal: normalDay, of: 'calls_in_a_day', what: null };
}

/** More than ever, and a good part of all calls: who calls four times as often may fail four times as often. */
function errors({ past }: Calls, today: UsageDay): Finding | null {
  if (past.length < DAYS_FOR_A_NORMAL) return null;
  const normal = max(past.map(day => day.errors));
  const isMany = today.errors > Math.max(ERRORS.floor, normal * ERRORS.times);
  if (!isMany || today.errors < today.calls * ERRORS.share) return null;
  return { rule: 'errors', seen: today.errors, normal, of: 'errors', what: null };
}

/** Also without a normal: an app that tries door after door is odd on its first day. */
function refused({ past }: Calls, today: UsageDay): Finding | null {
  const normal = max(past.map(day => day.denied));
  if (today.denied <= Math.max(REFUSED.floor, normal * REFUSED.times)) return null;
  return { rule: 'refused', seen: today.denied, normal, of: 'refusals', what: null };
}

function newScope({ day, past, traits }: Calls, today: UsageDay): Finding | null {
  if (past.length < DAYS_FOR_A_HABIT) return null;
  const [scope] = newSince(traits.scopes, day);
  return scope === undefined
    ? null
    : { rule: 'new_scope', seen: today.calls, normal: 0, of: 'calls_in_a_day', what: scope };
}

/** A new network alone is a move, more calls alone are growth; together they may be a stolen token. */
function newPlace({ day, past, traits }: Calls, today: UsageDay): Finding | null {
  if (past.length < DAYS_FOR_A_NORMAL) return null;
  const place = [...newPlaces(traits.networks, day, past), ...newPlaces(traits.agents, day, past)][0];
  const normal = max(past.map(each => max(each.hours)));
  const seen = max(today.hours);
  if (place === undefined || seen <= Math.max(NEW_PLACE.floor, normal * NEW_PLACE.times)) return null;
  return { rule: 'new_place', seen, normal, of: 'calls_in_an_hour', what: place };
}

function newPlaces(
  seen: Readonly<Record<string, SeenDays>>,
  day: number,
  past: readonly UsageDay[],
): string[] {
  const firstDays = Object.values(seen).map(([first]) => first);
  const earlier = firstDays.filter(first => first < day && first > past[0]!.day).length;
  return earlier > past.length * WANDERS ? [] : newSince(seen, day);
}

function dormant({ day, past, traits }: Calls, today: UsageDay): Finding | null {
  const seen = day - (past.at(-1)?.day ?? traits.firstDay);
  if (seen < DORMANT.days || today.calls < DORMANT.floor) return null;
  return { rule: 'dormant', seen, normal: DORMANT.days, of: 'days_of_silence', what: null };
}

function newSince(seen: Readonly<Record<string, SeenDays>>, day: number): string[] {
  return Object.entries(seen).flatMap(([trait, [first]]) => (first >= day ? [trait] : []));
}
