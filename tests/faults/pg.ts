/**
 * Three nodes on PostgreSQL under load, their clocks 120 s apart, while nodes, database, network and disk fail: between faults only
 * 503, normal again at once, and nothing acknowledged lost, nothing redeemed twice, nothing revoked revived.
 */
import { judge } from './checker.ts';
import { pause, runsOf, type Figure, type Finding, type Harness, type Trial } from './harness.ts';
import { monotonicNow, type Entry } from './history.ts';
import { clockProblems } from './pg-clocks.ts';
import { PG_FAULTS, type PgFault } from './pg-faults.ts';
import { Town } from './pg-town.ts';
import type { Random } from './random.ts';

/** Normal again, from the end of a fault: usually, because a busy machine is slow now and then. */
const WELL_WITHIN_MS = 5000;
/** Fewer of them do not say what is usual; then it is enough that everything became normal by itself. */
const USUAL_FROM = 10;
const CALM_MS = 400;

interface Calm {
  from: number;
  until: number;
}

export const pgFaults: Harness = {
  name: 'pg-faults: three nodes on PostgreSQL, everything between them fails',
  guards: [
    'the database commits before the answer',
    'one successor of a refresh token',
    'a store that fails is 503',
    'one clock for all nodes',
  ],
  controlRuns: 1,
  slices: { runs: 50, of: 1 },
  async run(trial: Trial): Promise<Finding> {
    const town = await Town.open(trial);
    try {
      await town.warmUp();
      const tally = new Tally();
      const lateClocks = await clockProblems(town);
      const endLoad = town.beginLoad();
      for (let round = runsOf(trial, 1); round > 0; round--)
        for (const [name, fault] of shuffle(Object.entries(PG_FAULTS), town.random))
          await tally.suffer(town, name, fault);
      await endLoad();
      for (const worker of town.workers) await worker.verify();
      const violations = await lateClocks();
      return tally.conclude(town, violations);
    } finally {
      await town.close();
    }
  },
};

class Tally {
  readonly #times = new Map<string, number>();
  readonly #wellMs = new Map<string, number[]>();
  readonly #notTried = new Map<string, string>();
  readonly #calms: Calm[] = [];
  readonly #violations: string[] = [];

  async suffer(town: Town, name: string, fault: PgFault): Promise<void> {
    const { times, violations, notTried } = await fault(town);
    if (notTried !== undefined) return void this.#notTried.set(name, notTried);
    const wellMs = await town.untilWell();
    this.#times.set(name, (this.#times.get(name) ?? 0) + times);
    this.#wellMs.set(name, [...(this.#wellMs.get(name) ?? []), wellMs]);
    this.#violations.push(...violations.map(violation => `${name}: ${violation}`));
    // Who was asked during the fault may wait for as long as a node is patient: only what begins from now on must be well.
    const from = monotonicNow();
    await pause(CALM_MS);
    this.#calms.push({ from, until: monotonicNow() });
  }

  conclude(town: Town, more: readonly string[]): Finding {
    const { history } = town;
    const figures: Record<string, Figure> = {};
    const violations = [...this.#violations, ...more];
    for (const [name, times] of this.#times) {
      const samples = this.#wellMs.get(name)!;
      figures[name] = times;
      figures[`${name}: well again (ms)`] = { samples };
      const usual = samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]!;
      const isSlow = samples.length >= USUAL_FROM && usual > WELL_WITHIN_MS;
      if (isSlow || samples.includes(Number.POSITIVE_INFINITY))
        violations.push(`${name}: normal again after ${samples.map(Math.round).join(', ')} ms`);
    }
    for (const [name, why] of this.#notTried) figures[name] = `NOT TRIED: ${why}`;
    figures['operations'] = history.length;
    figures['answered 503'] = history.filter(({ status }) => status === 503).length;
    figures['cut off without an answer'] = history.filter(({ ended }) => ended === null).length;
    return {
      figures,
      violations: [
        ...violations,
        ...refusedInCalm(history, this.#calms),
        ...town.workers.flatMap(worker => [...worker.violations, ...judge(worker.history)]),
      ],
    };
  }
}

/** While nothing is wrong, nothing is unavailable. */
function refusedInCalm(history: readonly Entry[], calms: readonly Calm[]): string[] {
  return history
    .filter(
      ({ begun, ended, status }) =>
        status === 503 && calms.some(({ from, until }) => begun >= from && ended! <= until),
    )
    .map(({ op, lineage }) => `${op} (${lineage.slice(0, 24)}…) was answered 503 while nothing was wrong`);
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  return list
    .map(item => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
