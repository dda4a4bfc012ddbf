/** The wall clock of a running server jumps by an hour, forwards and backwards: nothing lives again, nothing honest dies, nobody is locked out. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { judge } from './checker.ts';
import { pause, runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import { createParties, type Party } from './parties.ts';
import { seededRandom } from './random.ts';
import { newSite, serve, type RealServer } from './server-process.ts';
import { SLUG } from './site-config.ts';
import { openWire, type Wire } from './wire.ts';
import { Worker } from './worker.ts';

const CLOCK = fileURLToPath(import.meta.resolve('./clock-offset.ts'));
const HOUR_MS = 3_600_000;
const WORKERS = 3;

export const clockJumps: Harness = {
  name: 'clock-jumps: the wall clock jumps by an hour while the server runs',
  guards: ['no replay before its time'],
  controlRuns: 12,
  slices: { runs: 500, of: 50 },
  async run(trial: Trial): Promise<Finding> {
    const jumps = runsOf(trial, 12);
    const random = seededRandom(trial.seed);
    const site = newSite();
    try {
      const parties = await createParties(site, WORKERS + 1);
      const server = await serve(site, { without: trial.without, preload: [CLOCK] });
      const wire = openWire(server.url);
      const workers = parties.slice(1).map(party => new Worker(party, random.fork(), () => wire));
      const violations: string[] = [];
      for (const worker of workers) await worker.warmUp();
      // Far enough for every order of the three: forwards, backwards, and back again.
      let offset = 0;
      for (let jump = 0; jump < jumps; jump++) {
        const next = random.pick([-HOUR_MS, 0, HOUR_MS].filter(other => other !== offset));
        const isBack = next < offset;
        if (isBack && jump % 4 === 0) violations.push(...(await lockOut(wire, parties[0]!, server, next)));
        else await jumpTo(server, next);
        for (const worker of workers) violations.push(...(await worker.liveOn(isBack)));
        offset = next;
      }
      const history = workers.flatMap(worker => worker.history);
      violations.push(
        ...workers.flatMap(worker => worker.violations),
        ...judge(history, { clockIsWrong: true }),
      );
      wire.close();
      await server.end();
      return { figures: { jumps, operations: history.length }, violations };
    } finally {
      site.remove();
    }
  },
};

async function jumpTo(server: RealServer, offsetMs: number): Promise<void> {
  const heard = once(server.process, 'message');
  server.process.send({ offsetMs });
  await heard;
}

/** Somebody guesses at a secret until he has to wait; then the clock jumps back: the wait must not become an hour. */
async function lockOut(
  wire: Wire,
  { app, secret }: Party,
  server: RealServer,
  offsetMs: number,
): Promise<string[]> {
  const ask = (clientSecret: string) =>
    wire.inject({
      method: 'POST',
      url: `/${SLUG}/oauth/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.id,
        client_secret: clientSecret,
      }).toString(),
    });
  for (let i = 0; i < 10; i++) await ask('wrong');
  await jumpTo(server, offsetMs);
  const waiting = await ask(secret);
  const seconds = Number(waiting.headers['retry-after'] ?? 0);
  if (seconds > 5) return [`a wait of a second became one of ${seconds} s when the clock went back`];
  await pause(seconds * 1000);
  const answer = await ask(secret);
  return answer.status === 200 ? [] : [`the right secret was answered ${answer.status} after the wait`];
}
