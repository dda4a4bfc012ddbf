/** nginx and HAProxy with the samples of docs/guides/proxies, each a process of its own in front of a server that runs. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from '../faults/harness.ts';
import { findFreePort } from '../interop/fixture.ts';

export type ProxyName = 'nginx' | 'haproxy';

export interface Proxy {
  name: ProxyName;
  port: number;
  close(): Promise<void>;
}

const PROGRAMS: Record<ProxyName, string> = { nginx: '/usr/sbin/nginx', haproxy: '/usr/sbin/haproxy' };

/** Debian's packages of these names. */
export function hasProxy(name: ProxyName): boolean {
  return spawnSync(PROGRAMS[name], ['-v']).status === 0;
}

/** @param without a line of the sample that is taken out: a negative control. */
export async function startProxy(name: ProxyName, valetkey: string, without?: RegExp): Promise<Proxy> {
  const directory = mkdtempSync(join(tmpdir(), `valetkey-${name}-`));
  const port = await findFreePort();
  const values = { LISTEN: `127.0.0.1:${port}`, VALETKEY: valetkey };
  const sample = readSample(name)
    .replace(/@([A-Z]+)@/g, (_, key: string) => values[key as keyof typeof values])
    .replace(without ?? /(?!)/, '');
  const child = spawn(PROGRAMS[name], argumentsOf(name, directory, sample), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', chunk => (printed += String(chunk)));
  const closed = once(child, 'close');
  for (let tries = 0; tries < 250 && !(await isUp(port)); tries++) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${printed}`);
    await pause(40);
  }
  return {
    name,
    port,
    close: async () => {
      child.kill();
      await closed;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function readSample(name: ProxyName): string {
  const file = name === 'nginx' ? 'nginx.conf' : 'haproxy.cfg';
  return readFileSync(new URL(`../../docs/guides/proxies/${file}`, import.meta.url), 'utf8');
}

function argumentsOf(name: ProxyName, directory: string, sample: string): string[] {
  if (name === 'haproxy') {
    writeFileSync(join(directory, 'haproxy.cfg'), sample);
    return ['-db', '-f', join(directory, 'haproxy.cfg')];
  }
  writeFileSync(join(directory, 'sample.conf'), sample);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    kind => `${kind}_temp_path ${directory}/${kind};`,
  );
  writeFileSync(
    join(directory, 'nginx.conf'),
    `daemon off; master_process off; pid ${directory}/pid; error_log stderr emerg;
     events {} http { ${temporary.join(' ')} include ${directory}/sample.conf; }`,
  );
  return ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'];
}

async function isUp(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/livez`).then(
    ({ status }) => status === 200,
    () => false,
  );
}
