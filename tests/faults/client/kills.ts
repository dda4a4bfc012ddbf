/**
 * kill -9 of the process that refreshes, in the middle of it: before the server acted, after it acted, with the new tokens in hand, at any
 * moment. Another process takes over within seconds, and no connection is lost.
 */
import type { Connection } from '../../../packages/client/src/connection.ts';
import { findRedisServer } from '../../../packages/client/src/vault/database-fixtures.ts';
import { ENGINES, type Engine } from '../../../packages/client/src/vault/fixtures.ts';
import { pause, runsOf, type Finding, type Harness, type Trial } from '../harness.ts';
import { seededRandom, type Random } from '../random.ts';
import { openWorld, UNTIL_DUE_SECONDS, type Caller, type World } from './world.ts';

const AT_ONCE = 10;
/** The lease ends after five seconds; the rest is for a busy machine. */
const LONGEST_MS = 20_000;
const FATES = [
  'before the server acted',
  'after the server acted',
  'before it was saved',
  'at any moment',
] as const;
type Fate = (typeof FATES)[number];

export const clientKills: Harness = {
  name: 'client-kills: kill -9 in the middle of a refresh',
  guards: ['client: a dead holder is replaced'],
  controlRuns: 10,
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const count = new Count();
    const runs = runsOf(trial, 20, 1000);
    const engines = ENGINES.filter(
      engine => engine === 'SQLite' || (trial.long && (engine !== 'Redis' || findRedisServer() !== null)),
    );
    const random = seededRandom(trial.seed);
    for (const engine of engines)
      await killOn(trial, engine, Math.ceil(runs / engines.length), random.fork(), count);
    return count.finding();
  },
};

class Count {
  kills = 0;
  refreshes: Record<Fate, number> = {
    'before the server acted': 0,
    'after the server acted': 0,
    'before it was saved': 0,
    'at any moment': 0,
  };
  longestMs = 0;
  readonly violations: string[] = [];

  get inTheMiddle(): number {
    return Object.values(this.refreshes).reduce((sum, one) => sum + one, 0);
  }

  finding(): Finding {
    return {
      figures: {
        'processes killed': this.kills,
        'refreshes under way when their process was killed': this.inTheMiddle,
        ...this.refreshes,
        'longest until another process had a token (ms)': Math.round(this.longestMs),
      },
      violations: this.violations,
    };
  }
}

async function killOn(
  trial: Trial,
  engine: Engine,
  runs: number,
  random: Random,
  count: Count,
): Promise<void> {
  const world = await openWorld(trial, engine);
  try {
    const ids = await world.connect(AT_ONCE);
    let ahead = 0;
    for (const goal = count.inTheMiddle + runs; count.inTheMiddle < goal && count.violations.length === 0;) {
      ahead += UNTIL_DUE_SECONDS;
      world.setup.clock.advanceSeconds(UNTIL_DUE_SECONDS);
      const fates = new Map(ids.map((id, i) => [id, FATES[(i + count.kills) % FATES.length]!]));
      const before = await killOnce(world, await world.startCaller(ahead), fates, random);
      count.kills += 1;
      for (const id of ids)
        if ((await world.tokensOf(id)).access === before.get(id)) count.refreshes[fates.get(id)!] += 1;
      count.violations.push(...(await problemsAfter(world, ids, before, count)));
    }
    if (world.setup.events.some(event => event.type === 'needs_reconnect'))
      count.violations.push(`${engine}: a connection was lost`);
  } finally {
    await world.close();
  }
}

/** @returns the access tokens before. */
async function killOnce(
  world: World,
  caller: Caller,
  fates: ReadonlyMap<string, Fate>,
  random: Random,
): Promise<Map<string, string>> {
  const { proxy } = world;
  const before = new Map<string, string>();
  const byToken = new Map<string, Fate>();
  for (const [id, fate] of fates) {
    const { access, refresh } = await world.tokensOf(id);
    before.set(id, access);
    byToken.set(refresh, fate);
  }
  const unsaved = [...fates].flatMap(([id, fate]) => (fate === 'before it was saved' ? [id] : []));
  const dead = Promise.withResolvers<'refuse'>();
  let reached = 0;
  proxy.decide = async body => {
    const fate = byToken.get(new URLSearchParams(body).get('refresh_token') ?? '');
    reached += 1;
    if (fate === 'before the server acted') return await dead.promise;
    if (fate === 'after the server acted') return 'swallow';
    if (fate === 'at any moment') await pause(random.below(150));
    return 'pass';
  };
  caller.ask({ connectionIds: [...fates.keys()], unsaved });
  const endsAt = performance.now() + LONGEST_MS;
  while ((reached < fates.size || caller.holding.size < unsaved.length) && performance.now() < endsAt)
    await pause(2);
  await pause(random.below(30));
  await caller.kill();
  proxy.decide = null;
  dead.resolve('refuse');
  return before;
}

async function problemsAfter(
  world: World,
  ids: readonly string[],
  before: ReadonlyMap<string, string>,
  count: Count,
): Promise<string[]> {
  const begun = performance.now();
  const problems = await Promise.all(
    ids.map(async id => {
      try {
        const connection: Connection = await world.setup.client.connection(id);
        const access = await connection.accessToken();
        if (access === before.get(id)) return [`${id}: the old token`];
        return (await world.isLive(access)) ? [] : [`${id}: a token that the server does not take`];
      } catch (error) {
        return [`${id}: ${String(error)}`];
      }
    }),
  );
  const took = performance.now() - begun;
  count.longestMs = Math.max(count.longestMs, took);
  return [
    ...problems.flat(),
    ...(took > LONGEST_MS ? [`it took ${Math.round(took)} ms until another process had tokens`] : []),
  ];
}
