/**
 * Ten times as many callers as at the peak, each asking again at once, whatever it is told: what was taken in is served, the rest is
 * refused quickly, introspection comes first, and afterwards all is as before (S-V10).
 */
import { readFileSync } from 'node:fs';
import { formRequest, startCallers, type Answer, type Callers } from './callers.ts';
import { pause, type Finding, type Harness, type Trial } from './harness.ts';
import { createParties } from './parties.ts';
import { newSite, serve, type RealServer } from './server-process.ts';
import { SLUG } from './site-config.ts';

const PEAK_CALLERS = 64;
const TIMES = 10;
const NORMAL_WITHIN_MS = 10_000;

export const overload: Harness = {
  name: 'overload: ten times the callers',
  guards: ['introspection before everything else'],
  controlRuns: 4,
  async run(trial: Trial): Promise<Finding> {
    // Less patient than by default: with that, a quick machine serves all these callers, and refuses nobody.
    const site = newSite({ overload: { maxDelayMs: 20 } });
    const [party] = await createParties(site, 1);
    const server = await serve(site, { without: trial.without });
    try {
      const { app, secret } = party!;
      const credentials = { client_id: app.id, client_secret: secret };
      const form = { grant_type: 'client_credentials', ...credentials };
      const tokenRequest = formRequest(server.url, `/${SLUG}/oauth/token`, form);
      const introspection = formRequest(server.url, `/${SLUG}/oauth/introspect`, {
        token: 'vka_none',
        ...credentials,
      });
      return await overloadIt(server, tokenRequest, introspection, trial);
    } finally {
      await server.kill();
      site.remove();
    }
  },
};

async function overloadIt(
  server: RealServer,
  tokenRequest: string,
  introspection: string,
  trial: Trial,
): Promise<Finding> {
  const seconds = trial.runs ?? (trial.long ? 120 : 4);
  const measuring = Math.min(seconds, 15);
  await measure(server, PEAK_CALLERS, tokenRequest, 2);
  const peak = await measure(server, PEAK_CALLERS, tokenRequest, measuring);
  const asked: Answer[] = [];
  const first = startCallers(server.url, 2, introspection, answer => asked.push(answer), 25);
  const memory = { most: 0 };
  const watching = setInterval(() => (memory.most = Math.max(memory.most, residentMb(server))), 250);
  const during = await measure(server, PEAK_CALLERS * TIMES, tokenRequest, seconds);
  clearInterval(watching);
  await first.stop();
  const normalMs = await untilNormal(server, tokenRequest);
  const refused = during.answers.filter(({ status }) => status === 503);
  const others = during.answers.filter(({ status }) => status !== 200 && status !== 503);
  return {
    figures: {
      'peak, tokens a second': Math.round(peak.goodASecond),
      'callers at the peak, and in overload': `${PEAK_CALLERS}, ${PEAK_CALLERS * TIMES}`,
      'asked a second in overload': Math.round(during.answers.length / seconds),
      'tokens a second in overload': Math.round(during.goodASecond),
      'of the peak': (during.goodASecond / peak.goodASecond).toFixed(2),
      'refused, and after how many ms (median, 99 of 100)': `${refused.length}, ${percentile(refused, 50)}, ${percentile(refused, 99)}`,
      'tokens after how many ms (median, 99 of 100)': `${percentile(during.good, 50)}, ${percentile(during.good, 99)}`,
      'introspections meanwhile, and after how many ms': `${asked.length}, ${percentile(asked, 50)}, ${percentile(asked, 99)}`,
      'memory at most (MB)': memory.most,
      'normal again after ms': Math.round(normalMs),
    },
    violations: [
      ...others.slice(0, 3).map(({ status, head }) => `an answer was ${status}: ${head.slice(0, 80)}`),
      ...(refused.length > 0 ? [] : ['nobody was refused: this was no overload']),
      ...(refused.every(({ head }) => /^retry-after: \d+/im.test(head)) ? [] : ['a 503 without Retry-After']),
      ...(asked.length > 0 && asked.every(({ status }) => status === 200)
        ? []
        : ['introspection was refused']),
      ...(during.good.length > 0 ? [] : ['nobody was served']),
      ...(normalMs < NORMAL_WITHIN_MS ? [] : [`not normal after ${NORMAL_WITHIN_MS} ms`]),
    ],
  };
}

interface Measured {
  answers: Answer[];
  good: Answer[];
  goodASecond: number;
}

async function measure(
  server: RealServer,
  callers: number,
  request: string,
  seconds: number,
): Promise<Measured> {
  const answers: Answer[] = [];
  const running: Callers = startCallers(server.url, callers, request, answer => answers.push(answer));
  const begun = performance.now();
  await pause(seconds * 1000);
  const until = answers.length;
  const lasted = (performance.now() - begun) / 1000;
  await running.stop();
  const counted = answers.slice(0, until);
  const good = counted.filter(({ status }) => status === 200);
  return { answers: counted, good, goodASecond: good.length / lasted };
}

/** A hundred requests one after another, none of them refused. */
async function untilNormal(server: RealServer, request: string): Promise<number> {
  const begun = performance.now();
  for (let inARow = 0; inARow < 100 && performance.now() - begun < 2 * NORMAL_WITHIN_MS;) {
    const answers: Answer[] = [];
    const one = startCallers(server.url, 1, request, answer => answers.push(answer));
    while (answers.length < 100) await pause(5);
    await one.stop();
    inARow = answers.every(({ status }) => status === 200) ? answers.length : 0;
  }
  return performance.now() - begun;
}

function residentMb({ process: { pid } }: RealServer): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

function percentile(answers: readonly Answer[], percent: number): string {
  if (answers.length === 0) return '-';
  const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!.toFixed(1);
}
