/**
 * The vault's database is gone (SQLite: locked by another; PostgreSQL: stopped; Redis: killed) just when new tokens come. Each refresh
 * token is sent once; what came for it is saved when the database is back; the event loop stays free.
 */
import type { Spoil } from '../../../packages/client/src/fixtures.ts';
import { findRedisServer } from '../../../packages/client/src/vault/database-fixtures.ts';
import { ENGINES, type Engine } from '../../../packages/client/src/vault/fixtures.ts';
import { inLanes, pause, type Finding, type Harness, type Trial } from '../harness.ts';
import { openWorld, UNTIL_DUE_SECONDS, type World } from './world.ts';

const CONNECTIONS = 10;
/** Turns of the event loop that a free one takes a second; while SQLite itself waits it takes none for five seconds. */
const TICKS = 20;
const LEAST_TICKS = 2;

export const clientOutages: Harness = {
  name: 'client-outages: the vault’s database is gone',
  guards: ['client: new tokens wait for the vault', 'client: a locked database stops nobody'],
  controlRuns: 1,
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const figures: Record<string, string> = {};
    const violations: string[] = [];
    const goneMs = trial.long || trial.without ? 10_000 : 3000;
    await inLanes(ENGINES, trial.without ? 1 : 3, async engine => {
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
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 1000 / TICKS);
  try {
    const ids = await world.connect(CONNECTIONS);
    world.setup.clock.advanceSeconds(UNTIL_DUE_SECONDS);
    const before = await accessOf(world, ids);
    const gone = goneWhenAllHaveAsked(world, ids.length);
    const calls = Promise.all(ids.map(async id => callOf(world, id)));
    const back = await gone;
    ticks = 0;
    await pause(goneMs);
    const ticked = ticks;
    await back();
    const during = await calls;
    const after = await Promise.all(ids.map(async id => callOf(world, id)));
    return [
      ...during.filter(answer => answer.startsWith('!') && !answer.includes('vault')),
      ...(await problemsOf(world, ids, before, after)),
      ...(ticked < (goneMs / 1000) * LEAST_TICKS
        ? [`the event loop took ${ticked} turns in ${goneMs / 1000} s`]
        : []),
    ];
  } finally {
    clearInterval(ticking);
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
