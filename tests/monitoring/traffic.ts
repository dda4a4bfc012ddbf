/**
 * Simulated API traffic: connections of many sizes with their days, nights, weekends, exports, growth, deployments and outages;
 * and the anomalies planted among them. Seeded; no clock. One simulated day of a connection is what the counters would hold.
 */
import type { SeenDays, UsageDay, UsageTraits } from '../../packages/server/src/store/rows.ts';
import type { Random } from '../../packages/server/src/cli/demo/history/random.ts';

export type Planted =
  'volume' | 'slow_drain' | 'errors' | 'refused' | 'new_scope' | 'new_place' | 'new_program' | 'dormant';
export const PLANTED: readonly Planted[] = [
  'volume',
  'slow_drain',
  'errors',
  'refused',
  'new_scope',
  'new_place',
  'new_program',
  'dormant',
];

/** What a connection is like; drawn once. */
interface Habit {
  /** Calls in a median working hour: from a few a day to thousands an hour, log-normal. */
  hourly: number;
  /** Spread of one hour against another (sigma of a log-normal). */
  spread: number;
  kind: 'office' | 'around_the_clock' | 'nightly' | 'rare';
  weekend: number;
  errorShare: number;
  deniedShare: number;
  /** Chance a day of an export or a first sync: so many times the usual. */
  exportChance: number;
  exportTimes: number;
  /** Chance a day of a new network (deployments, mobile people). */
  moveChance: number;
  growth: number;
}

export interface SimulatedConnection {
  id: string;
  habit: Habit;
  traits: UsageTraits;
  days: UsageDay[];
}

export function newConnection(id: string, firstDay: number, random: Random): SimulatedConnection {
  const kind = random.pick(['office', 'office', 'office', 'around_the_clock', 'nightly', 'rare'] as const);
  const habit: Habit = {
    hourly: Math.exp(random.normal(2.5, 1.6)),
    spread: random.between(0.2, 0.7),
    kind,
    weekend: kind === 'office' ? random.between(0, 0.3) : 1,
    errorShare: Math.exp(random.normal(-4.2, 0.8)),
    deniedShare: random.chance(0.2) ? 0.005 : 0,
    exportChance: random.chance(0.2) ? 0.07 : 0,
    exportTimes: random.between(2, 6),
    moveChance: random.chance(0.05) ? 0.4 : 0.01,
    growth: random.normal(0, 0.006),
  };
  const traits: UsageTraits = {
    credential: id,
    provider: 'crm',
    firstDay,
    lastDay: firstDay,
    networks: seen(firstDay, `10.0.${random.below(250)}.0/24`),
    agents: seen(firstDay, 'python-requests'),
    scopes: Object.assign({}, ...['people:read', 'companies:read'].map(scope => seen(firstDay, scope))),
  };
  return { id, habit, traits, days: [] };
}

/** The day as it would be without harm. */
export function usualDay(connection: SimulatedConnection, day: number, random: Random): UsageDay {
  const { habit } = connection;
  const age = day - connection.traits.firstDay;
  const isWeekend = day % 7 >= 5;
  const level = habit.hourly * Math.exp(habit.growth * age) * (isWeekend ? habit.weekend : 1);
  const isExport = random.chance(habit.exportChance);
  const exportHour = random.below(24);
  // An outage of the API or a wrong deployment of the app: errors rise with no harm meant.
  const trouble = random.chance(0.004) ? random.between(3, 10) : 1;
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const usual = level * shape(habit.kind, hour) * Math.exp(random.normal(0, habit.spread));
    return random.poisson(isExport && hour === exportHour ? usual * habit.exportTimes + level : usual);
  });
  const calls = hours.reduce((sum, count) => sum + count, 0);
  if (random.chance(habit.moveChance)) see(connection, 'networks', day, `10.1.${random.below(250)}.0/24`);
  if (random.chance(0.002)) see(connection, 'agents', day, `client-${random.below(50)}`);
  return {
    credential: connection.id,
    day,
    calls,
    errors: random.poisson(Math.min(1, habit.errorShare * trouble) * calls),
    denied: random.poisson(habit.deniedShare * calls),
    limited: 0,
    bytes: calls * 900,
    hours,
  };
}

function shape(kind: Habit['kind'], hour: number): number {
  if (kind === 'around_the_clock') return 0.8 + 0.2 * Math.sin((hour / 24) * 2 * Math.PI);
  if (kind === 'nightly') return hour === 2 || hour === 3 ? 4 : 0.02;
  if (kind === 'rare') return hour === 9 ? 0.3 : 0;
  return hour >= 8 && hour <= 18 ? 1 : 0.05;
}

/** Something happens on top of the usual day, at some hour. */
export function plant(
  kind: Planted,
  connection: SimulatedConnection,
  usual: UsageDay,
  random: Random,
): UsageDay {
  const { day } = usual;
  const busiest = Math.max(...connection.days.flatMap(each => each.hours), 1);
  const busiestDay = Math.max(...connection.days.map(each => each.calls), 1);
  const hour = random.below(24);
  const added = (calls: number, more: Partial<UsageDay> = {}): UsageDay => ({
    ...usual,
    calls: usual.calls + calls,
    hours: usual.hours.map((count, at) => (at === hour ? count + calls : count)),
    ...more,
  });
  switch (kind) {
    case 'volume': // somebody copies everything in an hour
      return added(Math.round(Math.max(500, busiest * random.between(6, 30))));
    case 'slow_drain': {
      // the same, spread over the day so that no hour stands out
      const each = Math.round(Math.max(2000, busiestDay * random.between(5, 15)) / 24);
      return { ...usual, calls: usual.calls + each * 24, hours: usual.hours.map(count => count + each) };
    }
    case 'errors': {
      const errors = Math.round(
        Math.max(80, Math.max(...connection.days.map(d => d.errors)) * random.between(5, 15)),
      );
      return added(errors, { errors: usual.errors + Math.max(errors, Math.round(usual.calls * 0.4)) });
    }
    case 'refused':
      return added(60, {
        denied:
          usual.denied +
          40 +
          Math.round(Math.max(...connection.days.map(d => d.denied)) * random.between(4.5, 8)),
      });
    case 'new_scope':
      see(connection, 'scopes', day, 'people:write');
      return added(random.below(200) + 1);
    case 'new_place':
      see(connection, 'networks', day, '203.0.113.0/24');
      return added(Math.round(Math.max(100, busiest * random.between(2, 4))));
    case 'new_program':
      see(connection, 'agents', day, 'sqlmap');
      return added(Math.round(Math.max(100, busiest * random.between(2, 4))));
    case 'dormant':
      return added(60 + random.below(1000));
  }
}

function see(
  connection: SimulatedConnection,
  kind: 'networks' | 'agents' | 'scopes',
  day: number,
  what: string,
): void {
  const [first] = connection.traits[kind][what] ?? [day];
  connection.traits = { ...connection.traits, [kind]: { ...connection.traits[kind], [what]: [first, day] } };
}

function seen(day: number, what: string): Record<string, SeenDays> {
  return { [what]: [day, day] };
}
