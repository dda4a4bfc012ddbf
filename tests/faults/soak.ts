/**
 * Soak: a constant load at half of what the server can do, connections made and left to expire while its clock runs fast. Memory
 * stays flat, the database holds what lives and what is kept, and answers take as long at the end as at the beginning.
 */
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge } from './checker.ts';
import { rowsOf } from './database-facts.ts';
import { inLanes, pause, runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import type { Held } from './memory-probe.ts';
import { createParties, type Party } from './parties.ts';
import { seededRandom } from './random.ts';
import { newSite, serve, type RealServer, type Site } from './server-process.ts';
import { SLUG, siteConfig } from './site-config.ts';
import { judgeSoak, type Minute } from './soak-judge.ts';
import { CLOCK_RATE } from './soak-pace.ts';
import { NoAnswer, openWire, type Wire } from './wire.ts';
import { Worker } from './worker.ts';

const PARTIES = 32;
const CALIBRATION_MS = 10_000;
/** More of them began late: the machine was not there for this. */
const LATE_SHARE = 0.05;
/** Of the server's clock: in real time a family is gone after 80 s and a clean-up, an event after a minute and one. */
const ACCESS_SECONDS = 300;
const FAMILY_SECONDS = 1200;
const RETENTION_SECONDS = 3600;
const CLOCK = fileURLToPath(import.meta.resolve('./clock-rate.ts'));
const MEMORY = fileURLToPath(import.meta.resolve('./memory-probe.ts'));

export const soak: Harness = {
  name: 'soak: constant load, connections made and expired',
  guards: ['what is past its retention goes', 'memory is given back'],
  controlRuns: 6,
  async run(trial: Trial): Promise<Finding> {
    const minutes = runsOf(trial, 1, 60);
    const site = newSite(lapsing());
    try {
      const parties = await createParties(site, PARTIES);
      const server = await serve(site, {
        without: trial.without,
        preload: [CLOCK, MEMORY],
        nodeOptions: ['--expose-gc'],
      });
      const load = new Load(openWire(server.url), parties, trial.seed);
      const capacity = await load.calibrate();
      const measured = await measure(load, server, site, capacity / 2, minutes);
      load.close();
      await server.end();
      return conclude(load, measured, capacity);
    } finally {
      site.remove();
    }
  },
};

function lapsing(): Parameters<typeof newSite>[0] {
  const providers = siteConfig().providers.map(provider =>
    provider.slug === SLUG
      ? {
          ...provider,
          codeLifetimeSeconds: 600,
          accessToken: { lifetimeSeconds: ACCESS_SECONDS },
          refreshToken: { idleSeconds: FAMILY_SECONDS, absoluteSeconds: FAMILY_SECONDS },
        }
      : provider,
  );
  return {
    providers,
    retention: { familySeconds: RETENTION_SECONDS, eventSeconds: RETENTION_SECONDS },
  };
}

async function measure(
  load: Load,
  server: RealServer,
  site: Site,
  rate: number,
  minutes: number,
): Promise<Minute[]> {
  const measured: Minute[] = [];
  const loading = load.keepUp(rate);
  let before = await held(server);
  const begun = performance.now();
  for (let minute = 1; minute <= minutes; minute++) {
    await pause(begun + minute * 60_000 - performance.now());
    const { lives, latencies } = load.take();
    const now = await held(server);
    measured.push({
      lives,
      p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
      cpuMsPerLife: (now.cpuMs - before.cpuMs) / Math.max(1, lives),
      heapBytes: now.heapBytes,
      residentBytes: now.residentBytes,
      rows: rowsOf(join(site.data, 'valetkey.db')),
      machineLoad: loadavg()[0]!,
    });
    before = now;
  }
  load.stop();
  await loading;
  return measured;
}

async function held({ process }: RealServer): Promise<Held> {
  const answer = once(process, 'message');
  process.send('held');
  return ((await answer) as [Held])[0];
}

function conclude(load: Load, measured: readonly Minute[], capacity: number): Finding {
  const keptSeconds = (FAMILY_SECONDS + RETENTION_SECONDS) / CLOCK_RATE;
  const hasKeptUp = load.late < load.lives * LATE_SHARE;
  const { figures, violations } = judgeSoak(measured, keptSeconds, hasKeptUp);
  return {
    figures: {
      minutes: measured.length,
      'lives of a connection a second, at most / kept up': `${capacity.toFixed(1)} / ${(capacity / 2).toFixed(1)}`,
      lives: load.lives,
      requests: load.requests,
      'begun late, because the machine was busy': load.late,
      'without an answer': load.unanswered.length,
      ...figures,
    },
    // Whoever waits for half a minute is hung up on: of a machine that stands still that is no fault.
    violations: [...load.violations, ...(hasKeptUp ? load.unanswered : []), ...violations].slice(0, 20),
  };
}

/** Users who connect, use and forget their apps. */
class Load {
  readonly violations: string[] = [];
  readonly unanswered: string[] = [];
  lives = 0;
  requests = 0;
  late = 0;
  readonly #wire: Wire;
  readonly #idle: Worker[];
  #minute: { lives: number; latencies: number[] } = { lives: 0, latencies: [] };
  #isOver = false;

  constructor(wire: Wire, parties: readonly Party[], seed: number) {
    this.#wire = wire;
    const random = seededRandom(seed);
    this.#idle = parties.map(party => new Worker(party, random.fork(), () => wire));
  }

  /** @returns lives a second, with as many at once as there are cores for. */
  async calibrate(): Promise<number> {
    // Everybody signs in, and everything is compiled.
    await inLanes([...this.#idle], 4, worker => this.#live(worker));
    const [before, begun] = [this.lives, performance.now()];
    const lane = async (): Promise<void> => {
      while (performance.now() - begun < CALIBRATION_MS) await this.#liveNext();
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    this.take();
    return ((this.lives - before) * 1000) / (performance.now() - begun);
  }

  /** One after another at that pace, whatever the answers take. */
  async keepUp(rate: number): Promise<void> {
    const under = new Set<Promise<void>>();
    const begun = performance.now();
    for (let n = 1; !this.#isOver; n++) {
      const wait = begun + (n * 1000) / rate - performance.now();
      if (wait > 0) await pause(wait);
      if (this.#idle.length === 0) {
        this.late++;
        await Promise.race(under);
      }
      const life: Promise<void> = this.#liveNext().finally(() => under.delete(life));
      under.add(life);
    }
    await Promise.all(under);
  }

  /** What came since the last time. */
  take(): { lives: number; latencies: number[] } {
    const { lives, latencies } = this.#minute;
    this.#minute = { lives: 0, latencies: [] };
    return { lives, latencies: latencies.toSorted((a, b) => a - b) };
  }

  stop(): void {
    this.#isOver = true;
  }

  close(): void {
    this.#wire.close();
  }

  async #liveNext(): Promise<void> {
    const worker = this.#idle.shift()!;
    try {
      await this.#live(worker);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      worker.history.length = 0;
      this.unanswered.push(`without an answer: ${error.message}`);
    } finally {
      this.#idle.push(worker);
    }
  }

  async #live(worker: Worker): Promise<void> {
    await worker.live(this.lives % 3 === 0);
    const entries = worker.history.splice(0);
    // A machine that stands still for seconds lets tokens expire that live for five.
    this.violations.push(...judge(entries, { clockIsWrong: true }));
    this.lives++;
    this.requests += entries.length;
    this.#minute.lives++;
    this.#minute.latencies.push(...entries.map(entry => entry.ended! - entry.begun));
  }
}
