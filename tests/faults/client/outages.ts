/**
 * The vault's database is gone (SQLite: locked by another; PostgreSQL: stopped; Redis: killed) just when new tokens come. Each refresh
 * token is sent once; what came for it is saved when the database is back; the event loop stays free.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Spoil } from '../../../packages/client/src/fixtures.ts';
import { ENGINES, findRedisServer, type Engine } from '../../../packages/client/src/vault/fixtures.ts';
import { inLanes, pause, type Finding, type Harness, type Trial } from '../harness.ts';
import { openWorld, UNTIL_DUE_SECONDS, type World } from './world.ts';

const CONNECTIONS = 10;
/** A busy machine stops everybody for a while, too; SQLite's own waiting would be five seconds. */
const LONGEST_BLOCK_MS = 2500;

export const clientOutages: Harness = {
  name: 'client-outages: the vault’s database is gone',
  guards: ['client: new tokens wait for the vault', 'client: a locked database stops nobody'],
  controlRuns: 1,
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const figures: Record<string, string> = {};
    const violations: string[] = [];
    const goneMs = trial.long || trial.without ? 10_000 : 3000;
    await inLanes(ENGINES, 3, async engine => {
      const isMissing = engine === 'Redis' && findRedisServer() === null;
      figures[engine] = isMissing
        ? 'NOT TRIED: there is no redis-server here'
        : `gone for ${goneMs / 1000} s with ${CONNECTIONS} refreshes under way`;
      if (!isMissing)
        violations.push(...(await suffer(trial, engine, goneMs)).map(what => `${engine}: ${what}`));
    });
    return { figures, violations };
  },
};

async function suffer(trial: Trial, engine: Engine, goneMs: number): Promise<string[]> {
  const world = await openWorld(trial, engine);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  try {
    const ids = await world.connect(CONNECTIONS);
    world.setup.clock.advanceSeconds(UNTIL_DUE_SECONDS);
    const before = await accessOf(world, ids);
    const gone = goneWhenAllHaveAsked(world, ids.length);
    delay.enable();
    const calls = Promise.all(ids.map(async id => callOf(world, id)));
    const back = await gone;
    await pause(goneMs);
    await back();
    const during = await calls;
    delay.disable();
    const after = await Promise.all(ids.map(async id => callOf(world, id)));
    return [
      ...during.filter(answer => answer.startsWith('!') && !answer.includes('vault')),
      ...(await problemsOf(world, ids, before, after)),
      ...(delay.max / 1e6 > LONGEST_BLOCK_MS
        ? [`the event loop stood still for ${Math.round(delay.max / 1e6)} ms`]
        : []),
    ];
  } finally {
    delay.disable();
    await world.close();
  }
}

/** The server has answered everybody, and nobody can save. */
function goneWhenAllHaveAsked(world: World, count: number): Promise<() => Promise<void>> {
  const isGone = Promise.withResolvers<() => Promise<void>>();
  let asked = 0;
  world.proxy.decide = async (): Promise<Spoil> => {
    asked += 1;
    if (asked === count) isGone.resolve(await world.database.takeAway());
    await isGone.promise;
    return 'pass';
  };
  return isGone.promise;
}

async function accessOf(world: World, ids: readonly string[]): Promise<string[]> {
  return await Promise.all(ids.map(async id => (await world.tokensOf(id)).access));
}

async function callOf(world: World, id: string): Promise<string> {
  try {
    return await (await world.setup.client.connection(id)).accessToken();
  } catch (error) {
    return `!${String(error)}`;
  }
}

async function problemsOf(
  world: World,
  ids: readonly string[],
  before: readonly string[],
  after: readonly string[],
): Promise<string[]> {
  const saved = await accessOf(world, ids);
  const live = await Promise.all(saved.map(async access => world.isLive(access)));
  const sent = world.proxy.forwarded.map(body => new URLSearchParams(body).get('refresh_token'));
  const twice = sent.length - new Set(sent).size;
  return [
    ...after.filter(answer => answer.startsWith('!')).map(answer => `afterwards: ${answer}`),
    ...saved.flatMap((access, i) =>
      access === before[i] ? [`${ids[i]}: the new tokens were not saved`] : [],
    ),
    ...live.flatMap((isLive, i) =>
      isLive ? [] : [`${ids[i]}: what was saved is not what the server takes`],
    ),
    ...(twice > 0
      ? [`${twice} refresh tokens were sent twice: a server without a replay window would have ended them`]
      : []),
  ];
}
