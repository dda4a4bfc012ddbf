/** A running server with one live connection, and what its answers may be while something is broken, and afterwards. */
import { mkdirSync } from 'node:fs';
import { judge } from './checker.ts';
import type { Trial } from './harness.ts';
import { createParties } from './parties.ts';
import { seededRandom } from './random.ts';
import { newSite, serve, type RealServer, type Site } from './server-process.ts';
import { openWire, type Wire } from './wire.ts';
import { Worker } from './worker.ts';

/** `stopped`: nothing can be written, everything can be read. `damaged`: what can be read is not known. */
type Severity = 'stopped' | 'damaged';

export interface Victim {
  site: Site;
  server: RealServer;
  /** Reads, writes and pages, as the outage lasts. */
  problemsOfOutage(url: string, severity: Severity): Promise<string[]>;
  /** Everything acknowledged before is there, and new things work. */
  problemsOfLife(url: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function openVictim(
  trial: Trial,
  prepareData: (site: Site) => () => void = () => () => {},
): Promise<Victim> {
  const site = newSite();
  mkdirSync(site.data, { recursive: true });
  const takeDataAway = prepareData(site);
  const [party] = await createParties(site, 1);
  // Without its own key it would live in another world from the start: that guard is taken away only where the key is wrong.
  const without = trial.without === 'the wrong key opens nothing' ? undefined : trial.without;
  const server = await serve(site, { without });
  let wire: Wire = openWire(server.url);
  const worker = new Worker(party!, seededRandom(trial.seed), () => wire);
  await worker.warmUp();
  const goTo = (url: string): void => {
    wire.close();
    wire = openWire(url);
  };
  let judged = 0;
  const news = (): string[] => {
    const problems = [...worker.violations, ...judge(worker.history)];
    const fresh = problems.slice(judged);
    judged = problems.length;
    return fresh;
  };
  return {
    site,
    server,
    problemsOfOutage: async (url, severity) => {
      goTo(url);
      return [...(await outageProblems(wire, worker, severity)), ...news()];
    },
    problemsOfLife: async url => {
      goTo(url);
      const ready = await wire.inject({ method: 'GET', url: '/readyz' });
      await worker.verify();
      await worker.own();
      return [...(ready.status === 200 ? [] : [`/readyz says ${ready.status} afterwards`]), ...news()];
    },
    close: async () => {
      wire.close();
      await server.kill();
      takeDataAway();
      site.remove();
    },
  };
}

async function outageProblems(wire: Wire, worker: Worker, severity: Severity): Promise<string[]> {
  const [live, ready] = [
    await wire.inject({ method: 'GET', url: '/livez' }),
    await wire.inject({ method: 'GET', url: '/readyz' }),
  ];
  const before = worker.history.length;
  // Parallel: a locked database is waited for, and five waits one after another would take longer than the lock.
  await Promise.all([worker.refreshFirst(), worker.checkFirst(), worker.own(), worker.authorizeOnly()]);
  const asked = worker.history.slice(before);
  const written = asked.filter(({ op }) => op === 'refresh');
  return [
    ...(live.status === 200 ? [] : [`/livez says ${live.status}`]),
    ...(severity === 'damaged' || ready.status === 503 ? [] : [`/readyz says ${ready.status}`]),
    ...(severity === 'stopped' && Number(ready.headers['retry-after'] ?? 0) <= 0
      ? ['/readyz without Retry-After']
      : []),
    ...(severity === 'damaged' || written.every(({ status }) => status === 503)
      ? []
      : [`a write was answered ${written.map(({ status }) => status).join(', ')}`]),
    ...(severity === 'stopped' && asked.some(({ op, active }) => op === 'check' && active !== true)
      ? ['a live token could not be checked while only writing was impossible']
      : []),
  ];
}
