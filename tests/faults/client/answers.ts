/**
 * A server that acts and whose answer is lost, or that answers 500, HTML, nothing, 10 MB: the same refresh token is sent again, the call
 * succeeds when one of three tries does, and no connection is lost in any case.
 */
import type { Spoil } from '../../../packages/client/src/fixtures.ts';
import { runsOf, type Finding, type Harness, type Trial } from '../harness.ts';
import { seededRandom, type Random } from '../random.ts';
import { openWorld, UNTIL_DUE_SECONDS, type World } from './world.ts';

const AT_ONCE = 20;
const JSON_TYPE = { 'content-type': 'application/json' };

const SPOILS: Readonly<Record<string, Spoil>> = {
  'cut off after the server acted': 'cut',
  'refused by the network': 'refuse',
  'a 500': response => void response.writeHead(500).end('{"error":"server_error"}'),
  'a 503 with Retry-After': response => void response.writeHead(503, { 'retry-after': '1' }).end(),
  'HTML with 200': response =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome to the airport'),
  'half a JSON': response => void response.writeHead(200, JSON_TYPE).end('{"access_token":"abc'),
  'cut in its body': response =>
    void response.writeHead(200, { 'content-length': '5000' }).write('{"acc', () => response.destroy()),
  '10 MB': response => void response.writeHead(200, JSON_TYPE).end(Buffer.alloc(10_000_000, 'x')),
  'nothing until the time is over': 'silent',
  'nothing, after the server acted': 'swallow',
};
/** They cost the whole time of a call. */
const SLOW = 2;

export const clientAnswers: Harness = {
  name: 'client-answers: lost and wrong answers to a refresh',
  guards: ['client: the same refresh token again', 'client: a failure ends nothing'],
  controlRuns: 40,
  isInProcess: true,
  async run(trial: Trial): Promise<Finding> {
    const runs = runsOf(trial, 60, 1000);
    const random = seededRandom(trial.seed);
    const world = await openWorld(trial, 'SQLite', 10);
    const count = new Count();
    try {
      const ids = await world.connect(AT_ONCE);
      for (let done = 0; done < runs; done += AT_ONCE)
        await refreshAll(world, ids, () => ['cut off after the server acted'], count);
      for (let done = 0; done < runs; done += AT_ONCE)
        await refreshAll(world, ids, () => drawn(random, trial), count);
      if (world.setup.events.some(event => event.type === 'needs_reconnect'))
        count.violations.push('a connection was lost');
    } finally {
      await world.close();
    }
    return { figures: count.figures, violations: count.violations };
  },
};

class Count {
  readonly figures: Record<string, number> = {};
  readonly violations: string[] = [];
  spoilt(name: string): void {
    this.figures[name] = (this.figures[name] ?? 0) + 1;
  }
}

/** One or two, so that the third try finds a whole answer; now and then three, so that the call fails and the next one succeeds. */
function drawn(random: Random, trial: Trial): string[] {
  const names = Object.keys(SPOILS);
  const isSlow = random.below(trial.long ? 20 : 50) === 0;
  const from = isSlow ? names.slice(-SLOW) : names.slice(0, -SLOW);
  return Array.from({ length: isSlow ? 1 : 1 + random.below(3) }, () => random.pick(from));
}

async function refreshAll(
  world: World,
  ids: readonly string[],
  draw: () => string[],
  count: Count,
): Promise<void> {
  // Long ended: a failure has nothing to fall back on.
  world.setup.clock.advanceSeconds(UNTIL_DUE_SECONDS + 300);
  const plans = new Map<string, { id: string; names: string[] }>();
  const before = new Map<string, string>();
  for (const id of ids) {
    const { access, refresh } = await world.tokensOf(id);
    before.set(id, access);
    plans.set(refresh, { id, names: draw() });
  }
  const tries = new Map([...plans.values()].map(({ id, names }) => [id, names.length]));
  world.proxy.decide = body => {
    const name = plans.get(new URLSearchParams(body).get('refresh_token') ?? '')?.names.shift();
    if (name !== undefined) count.spoilt(name);
    return name === undefined ? 'pass' : SPOILS[name]!;
  };
  const problems = await Promise.all(
    ids.map(async id => problemsOf(world, id, before.get(id)!, tries.get(id)!)),
  );
  world.proxy.decide = null;
  world.proxy.forwarded.length = 0;
  count.violations.push(...problems.flat());
}

async function problemsOf(world: World, id: string, before: string, spoilt: number): Promise<string[]> {
  const connection = await world.setup.client.connection(id);
  const call = async (): Promise<string> =>
    connection.accessToken().catch((error: unknown) => `!${String(error)}`);
  let access = await call();
  if (access.startsWith('!') && spoilt < 3)
    return [`${id}: ${spoilt} bad answers, and the call failed: ${access}`];
  if (access.startsWith('!')) access = await call();
  if (access === before || access.startsWith('!')) {
    const leftSeconds = connection.expiresAt! - world.setup.clock.nowMs() / 1000;
    const { refresh } = await world.tokensOf(id);
    const why = await world.whyRefused(/Request id: (\S+)\./.exec(access)?.[1], refresh);
    return [`${id}: no new token afterwards, ${leftSeconds} s before the end of: ${access} ${why}`];
  }
  return (await world.isLive(access)) ? [] : [`${id}: a token that the server does not take`];
}
