/** Runs the rules over simulated traffic: how many of the planted anomalies are found, and how often they cry for nothing. */
import { judgeCalls } from '../../packages/server/src/domain/anomalies/rules.ts';
import { seededRandom } from '../../packages/server/src/cli/demo/history/random.ts';
import {
  newConnection,
  PLANTED,
  plant,
  usualDay,
  type Planted,
  type SimulatedConnection,
} from './traffic.ts';

export interface Figures {
  connectionDays: number;
  planted: Record<Planted, { planted: number; found: number }>;
  /** Findings on days on which nothing was planted; one a connection and day at most. */
  falseAlarms: Record<string, number>;
}

const HISTORY_DAYS = 45;
const FIRST_DAY = 20_000;

/**
 * @param watchedDays days that are judged, after 45 days of history
 * @param plantShare chance of an anomaly a connection and day
 */
export function simulate(options: {
  seed: number;
  connections: number;
  watchedDays: number;
  plantShare: number;
}): Figures {
  const figures: Figures = {
    connectionDays: 0,
    planted: Object.fromEntries(PLANTED.map(kind => [kind, { planted: 0, found: 0 }])) as Figures['planted'],
    falseAlarms: {},
  };
  for (let n = 0; n < options.connections; n++) simulateOne(n, options, figures);
  return figures;
}

function simulateOne(n: number, options: Parameters<typeof simulate>[0], figures: Figures): void {
  const random = seededRandom(options.seed + n * 7919);
  // Some are new while they are watched: they have no normal yet.
  const firstDay = FIRST_DAY + (random.chance(0.1) ? HISTORY_DAYS + random.below(options.watchedDays) : 0);
  const connection = newConnection(`c${n}`, firstDay, random);
  const sleepsFrom = random.chance(0.05) ? FIRST_DAY + 28 : Infinity;
  const last = FIRST_DAY + HISTORY_DAYS + options.watchedDays;
  for (let day = firstDay; day < last; day++) {
    const isWatched = day >= FIRST_DAY + HISTORY_DAYS;
    const usual = day >= sleepsFrom ? null : usualDay(connection, day, random);
    if (isWatched) watchDay(connection, usual, day, options.plantShare, random, figures);
    if (usual !== null && usual.calls > 0) connection.days.push(usual);
  }
}

function watchDay(
  connection: SimulatedConnection,
  usual: ReturnType<typeof usualDay> | null,
  day: number,
  plantShare: number,
  random: ReturnType<typeof seededRandom>,
  figures: Figures,
): void {
  figures.connectionDays += 1;
  const hasNormal = connection.days.length >= 20;
  const isPlanted = hasNormal && random.chance(plantShare);
  const kinds = PLANTED.filter(kind => (kind === 'dormant') === (usual === null));
  const kind =
    isPlanted && !(usual === null && connection.days.at(-1)!.day > day - 40) ? random.pick(kinds) : null;
  const quiet = { credential: connection.id, day, calls: 0, errors: 0, denied: 0, limited: 0, bytes: 0 };
  const base = usual ?? { ...quiet, hours: Array.from({ length: 24 }, () => 0) };
  const before = connection.traits;
  const today = kind === null ? base : plant(kind, connection, base, random);
  const found = judgeCalls({
    day,
    today: today.calls > 0 ? today : null,
    past: connection.days,
    traits: connection.traits,
  });
  if (kind === null) {
    for (const { rule } of found.slice(0, 1))
      figures.falseAlarms[rule] = (figures.falseAlarms[rule] ?? 0) + 1;
    return;
  }
  connection.traits = before;
  figures.planted[kind].planted += 1;
  if (found.length > 0) figures.planted[kind].found += 1;
}

export function sumUp(figures: Figures): { foundShare: number; alarmsPerThousand: number } {
  const kinds = Object.values(figures.planted);
  const planted = kinds.reduce((sum, kind) => sum + kind.planted, 0);
  const found = kinds.reduce((sum, kind) => sum + kind.found, 0);
  const alarms = Object.values(figures.falseAlarms).reduce((sum, count) => sum + count, 0);
  return { foundShare: found / planted, alarmsPerThousand: (alarms / figures.connectionDays) * 1000 };
}
