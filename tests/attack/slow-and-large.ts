/**
 * Slow and large at once (S-V1, S-V3, S-V4, S-V6): thousands who send or read a byte now and then, and some who send without end. The
 * honest client beside them hardly notices, and the server's memory stays where it was.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pause, runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { createParties, type Party } from '../faults/parties.ts';
import { SLUG } from '../faults/site-config.ts';
import { newSite, serve, type RealServer } from '../faults/server-process.ts';
import { askProbe } from '../fuzz/ask-probe.ts';
import { openWire, type Wire } from '../faults/wire.ts';
import { postForm } from './credentials.ts';
import type { LargeCount, LargeTask } from './large-bodies.child.ts';
import type { SlowCount, SlowTask } from './slow-clients.child.ts';

const SLOW = fileURLToPath(import.meta.resolve('./slow-clients.child.ts'));
const PROBE = fileURLToPath(import.meta.resolve('../fuzz/probe.ts'));
const LARGE = fileURLToPath(import.meta.resolve('./large-bodies.child.ts'));
/** Under this nothing is told apart on a machine that others work on, too. Judged in the long form alone: a short one has too few requests. */
const FLOOR_MS = 100;
const PACE_MS = 10;

export const slowAndLarge: Harness = {
  name: 'slow: slow clients by the thousand, and large requests',
  guards: ['connections of one network are limited', 'bodies are limited'],
  controlRuns: 400,
  async run(trial: Trial): Promise<Finding> {
    const clients = runsOf(trial, 500, 5000);
    const seconds = trial.long ? 60 : 12;
    const site = newSite({ limits: { connectionsPerNetwork: LIMIT_PER_NETWORK } });
    try {
      const [party] = await createParties(site, 1);
      const server = await serve(site, { without: trial.without, preload: [PROBE] });
      const wire = openWire(server.url);
      try {
        return await attack(server, wire, party!, { clients, seconds, trial });
      } finally {
        wire.close();
        await server.end();
      }
    } finally {
      site.remove();
    }
  },
};

/** Of the 50 that come from each address. */
const LIMIT_PER_NETWORK = 10;

async function attack(
  server: RealServer,
  wire: Wire,
  party: Party,
  { clients, seconds, trial }: { clients: number; seconds: number; trial: Trial },
): Promise<Finding> {
  const port = Number(new URL(server.url).port);
  await measure(wire, party, 2);
  const calm = await measure(wire, party, Math.max(5, seconds / 3));
  const memoryBefore = residentOf(server);
  const openBefore = openFilesOf(server);
  const slow = start<SlowCount>(SLOW, { port, clients, seed: trial.seed } satisfies SlowTask);
  const large = start<LargeCount>(LARGE, { port, bytes: trial.long ? 2 ** 30 : 2 ** 28 } satisfies LargeTask);
  await until(() => (slow.told()?.opened ?? 0) >= clients * 0.75, 60);
  await askProbe(server, 'reset');
  const under = await measure(wire, party, seconds);
  const loop = await askProbe(server, 'report');
  const memoryUnder = residentOf(server);
  const openUnder = openFilesOf(server) - openBefore;
  const [slowCount, largeCount] = [slow.told()!, large.told()!];
  await Promise.all([slow.end(), large.end()]);
  const after = await measure(wire, party, 3);
  const allowed = Math.max(FLOOR_MS, 2 * calm.p99);
  // A few more: files of the database, and connections of the honest one.
  const fair = Math.ceil((clients / 50) * LIMIT_PER_NETWORK) + 20;
  return {
    figures: {
      'slow clients': `${clients}, ${openUnder} of them open at the end, ${slowCount.opened} times connected`,
      'large requests': `${largeCount.requests}, ${(largeCount.sent / 2 ** 20).toFixed(0)} MiB taken from them; ${JSON.stringify(largeCount.statuses)}`,
      'honest requests': `${under.count}, p50 / p99 ${show(under)} ms; before ${show(calm)}, after ${show(after)}`,
      'longest turn of the event loop, its own CPU (ms)': loop.longestCpuMs.toFixed(1),
      'memory (MiB)': `${memoryUnder.toFixed(0)}, before ${memoryBefore.toFixed(0)}`,
    },
    violations: [
      ...[calm, under, after].flatMap(({ failed }) =>
        failed > 0 ? [`${failed} honest requests failed`] : [],
      ),
      ...(trial.long && under.p99 > allowed
        ? [`the honest client's p99 was ${under.p99.toFixed(0)} ms, before ${calm.p99.toFixed(0)} ms`]
        : []),
      ...(loop.blocks > 2 ? [`the event loop was blocked for more than 50 ms ${loop.blocks} times`] : []),
      ...(memoryUnder > 1.5 * memoryBefore + MEMORY_NOISE
        ? [`memory grew from ${memoryBefore.toFixed(0)} to ${memoryUnder.toFixed(0)} MiB`]
        : []),
      ...(openUnder > fair ? [`${openUnder} slow clients stayed connected, not at most ${fair}`] : []),
      ...(largeCount.sent > largeCount.requests * TAKEN_AT_MOST + 2 ** 23
        ? [`${(largeCount.sent / 2 ** 20).toFixed(0)} MiB were taken from large requests`]
        : []),
    ],
  };
}

/** MiB: a heap that was not collected yet. */
const MEMORY_NOISE = 24;
/** Of one request, in bytes: what both sides' sockets hold before the server says no. */
const TAKEN_AT_MOST = 2 ** 23;

interface Measured {
  count: number;
  failed: number;
  p50: number;
  p99: number;
}

/** An app that gets a token every now and then, on connections that it keeps. */
async function measure(wire: Wire, { app, secret }: Party, seconds: number): Promise<Measured> {
  const times: number[] = [];
  let failed = 0;
  const form = { grant_type: 'client_credentials', client_id: app.id, client_secret: secret };
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    const begun = performance.now();
    const status = await postForm(wire, `/${SLUG}/oauth/token`, form).then(
      answer => answer.status,
      () => 0,
    );
    if (status === 200) times.push(performance.now() - begun);
    else failed++;
    await pause(PACE_MS);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(part * (times.length - 1))] ?? Infinity;
  return { count: times.length, failed, p50: at(0.5), p99: at(0.99) };
}

function show({ p50, p99 }: Measured): string {
  return `${p50.toFixed(1)} / ${p99.toFixed(1)}`;
}

function residentOf({ process: { pid } }: RealServer): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Connections among them. */
function openFilesOf({ process: { pid } }: RealServer): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

interface Attacker<T> {
  /** Its newest count. */
  told(): T | undefined;
  end(): Promise<void>;
}

function start<T>(script: string, task: object): Attacker<T> {
  const child: ChildProcess = fork(script, [], { execArgv: [] });
  let told: T | undefined;
  child.on('message', message => (told = message as T));
  child.send(task);
  return {
    told: () => told,
    end: async () => {
      child.kill('SIGKILL');
      await until(() => child.signalCode !== null || child.exitCode !== null, 10);
    },
  };
}

async function until(isSo: () => boolean, seconds: number): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !isSo() && performance.now() < end;) await pause(50);
}
