/** Outages that come while a server runs, and go: 503 with Retry-After meanwhile, and everything as before afterwards. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pause, type Trial } from './harness.ts';
import type { Outage } from './outages.ts';
import { openVictim, type Victim } from './outages-victim.ts';
import type { Site } from './server-process.ts';
import { straceProblem } from './strace.ts';

const LOCKED_MS = 10_000;

/** @param begin Brings the outage; what it returns ends it. */
async function suffer(
  trial: Trial,
  begin: (victim: Victim) => Promise<() => Promise<void> | void>,
  prepareData?: (site: Site) => () => void,
): Promise<Outage> {
  const victim = await openVictim(trial, prepareData);
  try {
    const end = await begin(victim);
    const during = await victim.problemsOfOutage(victim.server.url, 'stopped');
    await end();
    const after = await victim.problemsOfLife(victim.server.url);
    const said = await isLogged(victim);
    return {
      violations: [
        ...during,
        ...after.map(what => `afterwards: ${what}`),
        ...(said ? [] : ['nothing in the log']),
      ],
    };
  } finally {
    await victim.close();
  }
}

/** Log lines are on their way for a moment. */
async function isLogged({ server }: Victim): Promise<boolean> {
  for (let i = 0; i < 40; i++) {
    if (/StoreUnavailableError|temporarily_unavailable/.test(server.log())) return true;
    await pause(50);
  }
  return false;
}

export async function lockedByAnother(trial: Trial): Promise<Outage> {
  return await suffer(trial, ({ site }) => {
    const other = new DatabaseSync(join(site.data, 'valetkey.db'));
    other.exec('BEGIN IMMEDIATE');
    const begun = performance.now();
    return Promise.resolve(async () => {
      await pause(Math.max(0, LOCKED_MS - (performance.now() - begun)));
      other.exec('ROLLBACK');
      other.close();
    });
  });
}

/** Every write to a database file fails, as on a full disk; sockets are written with other calls. */
export function fullDisk(trial: Trial): Promise<Outage> {
  return failingCalls(trial, 'pwrite64', 'ENOSPC');
}

/** The disk takes what is written, and cannot say that it is safe. */
export function failingSync(trial: Trial): Promise<Outage> {
  return failingCalls(trial, 'fsync,fdatasync', 'EIO');
}

async function failingCalls(trial: Trial, calls: string, error: string): Promise<Outage> {
  const problem = straceProblem();
  if (problem !== null) return { violations: [], notTried: problem };
  return await suffer(trial, async ({ server }) => {
    const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`];
    const tracer = spawn('strace', ['-f', '-o', '/dev/null', ...inject, '-p', String(server.process.pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await untilAttached(tracer);
    return async () => {
      tracer.kill('SIGTERM');
      await once(tracer, 'close');
    };
  });
}

async function untilAttached(tracer: ChildProcess): Promise<void> {
  for await (const text of tracer.stderr!) if (String(text).includes('attached')) return;
}

export async function fullTmpfs(trial: Trial): Promise<Outage> {
  let isMounted = false;
  const mount = ({ data }: Site): (() => void) => {
    const options = ['-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', data];
    isMounted = spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
    return () => isMounted && spawnSync('umount', ['-l', data]);
  };
  const fillIt = ({ site }: Victim): Promise<() => void> => {
    if (!isMounted) throw new NotAllowed();
    const filler = join(site.data, 'filler');
    fill(filler);
    return Promise.resolve(() => rmSync(filler));
  };
  try {
    return await suffer(trial, fillIt, mount);
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    return { violations: [], notTried: 'mounting is not allowed here' };
  }
}

class NotAllowed extends Error {}

/** To the last byte. */
export function fill(path: string): void {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}

/** The kernel refuses to let any file of the process grow; the files of the database stay as they are. */
export async function fileSizeLimit(trial: Trial): Promise<Outage> {
  if (spawnSync('prlimit', ['--version'], { stdio: 'ignore' }).status !== 0)
    return { violations: [], notTried: 'prlimit is not here' };
  return await suffer(trial, ({ server, site }) => {
    const limit = (value: string): void =>
      void spawnSync('prlimit', ['--pid', String(server.process.pid), `--fsize=${value}`], {
        stdio: 'ignore',
      });
    const sizes = readdirSync(site.data)
      .filter(name => name.endsWith('-wal'))
      .map(name => statSync(join(site.data, name)).size);
    limit(`${Math.min(...sizes)}:`);
    return Promise.resolve(() => limit('unlimited:'));
  });
}
