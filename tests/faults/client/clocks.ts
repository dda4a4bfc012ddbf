/**
 * Clocks that are wrong by two minutes: processes that disagree, a clock that jumps, a holder that died before the clock was put back.
 * Calls go on, a refresh is made once, and no connection is lost.
 */
import { runsOf, type Finding, type Harness, type Trial } from '../harness.ts';
import { seededRandom, type Random } from '../random.ts';
import { openWorld, UNTIL_DUE_SECONDS, type World } from './world.ts';

const WRONG_SECONDS = 120;
const CALLS = 20;
/** The lease of the dead ends after five seconds. */
const LONGEST_MS = 20_000;

export const clientClocks: Harness = {
  name: 'client-clocks: wrong by two minutes',
  guards: ['client: a lease ends by a clock that does not jump'],
  controlRuns: 1,
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const jumps = runsOf(trial, 20, 1000);
    const world = await openWorld(trial, 'SQLite');
    const violations: string[] = [];
    try {
      const [disagreed, jumped, orphan] = (await world.connect(3)) as [string, string, string];
      violations.push(
        ...(await takeOverAfterJump(world, orphan)),
        ...(await disagree(world, disagreed)),
        ...(await jump(world, jumped, jumps, seededRandom(trial.seed))),
      );
      if (world.setup.events.some(event => event.type === 'needs_reconnect'))
        violations.push('a connection was lost');
    } finally {
      await world.close();
    }
    return {
      figures: {
        'processes that disagree': 3,
        'calls of each': CALLS,
        'jumps of the clock, a call after each': jumps,
      },
      violations,
    };
  },
};

async function disagree(world: World, id: string): Promise<string[]> {
  world.proxy.forwarded.length = 0;
  const aheads = [0, WRONG_SECONDS, -WRONG_SECONDS].map(wrong => UNTIL_DUE_SECONDS + wrong);
  const callers = await Promise.all(aheads.map(async ahead => world.startCaller(ahead)));
  for (const caller of callers)
    caller.ask({ connectionIds: Array.from({ length: CALLS }, () => id), unsaved: [] });
  const answers = await Promise.all(callers.map(async caller => caller.answered()));
  const refreshes = world.proxy.forwarded.length;
  return [
    ...answers.flatMap(({ failures }) => failures),
    ...(refreshes === 1 ? [] : [`${refreshes} refreshes of three processes whose clocks disagree`]),
  ];
}

/** Forwards, backwards, and past the end of the token. */
async function jump(world: World, id: string, jumps: number, random: Random): Promise<string[]> {
  const problems: string[] = [];
  const connection = await world.setup.client.connection(id);
  for (let done = 0; done < jumps; done++) {
    world.setup.clock.advanceSeconds(
      random.pick([-WRONG_SECONDS, WRONG_SECONDS, WRONG_SECONDS, UNTIL_DUE_SECONDS]),
    );
    const access = await connection.accessToken().catch((error: unknown) => `!${String(error)}`);
    if (access.startsWith('!')) problems.push(access);
    else if (!(await world.isLive(access))) problems.push('a token that the server does not take');
  }
  return problems;
}

/** The machine's clock is put back by two minutes while somebody dead still has the turn. */
async function takeOverAfterJump(world: World, id: string): Promise<string[]> {
  world.setup.clock.advanceSeconds(UNTIL_DUE_SECONDS);
  await world.setup.vault.takeLease(`refresh:${id}`, 'dead', 5000);
  const realNow = Date.now;
  Date.now = () => realNow() - WRONG_SECONDS * 1000;
  const begun = performance.now();
  try {
    const connection = await world.setup.client.connection(id);
    const failure = await connection.accessToken().then(() => null, String);
    const took = performance.now() - begun;
    if (failure !== null) return [`after the clock was put back: ${failure}`];
    return took > LONGEST_MS ? [`after the clock was put back it took ${Math.round(took)} ms`] : [];
  } finally {
    Date.now = realNow;
  }
}
