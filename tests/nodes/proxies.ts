/** nginx and HAProxy as the guide configures them, from Debian's packages, in front of three nodes. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../interop/fixture.ts';

export interface Proxy {
  name: string;
  url: string;
  close(): Promise<void>;
}

interface Kind {
  name: string;
  programs: readonly string[];
  /** What the guide shows, and what surrounds it here. */
  sample: URL;
  write(directory: string, configuration: string): readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    name: 'nginx',
    programs: ['/usr/sbin/nginx', 'nginx'],
    sample: new URL('../../docs/guides/nginx/nodes.conf', import.meta.url),
    write(directory, configuration) {
      writeFileSync(join(directory, 'nodes.conf'), configuration);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        name => `${name}_temp_path ${directory}/${name};`,
      );
      writeFileSync(
        join(directory, 'nginx.conf'),
        `daemon off; master_process off; pid ${directory}/pid; error_log stderr; events {}
         http { access_log off; ${temporary.join(' ')} include ${directory}/nodes.conf; }`,
      );
      return ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'];
    },
  },
  {
    name: 'haproxy',
    programs: ['/usr/sbin/haproxy', 'haproxy'],
    sample: new URL('../../docs/guides/haproxy/nodes.cfg', import.meta.url),
    write(directory, configuration) {
      writeFileSync(join(directory, 'nodes.cfg'), configuration);
      return ['-db', '-f', join(directory, 'nodes.cfg')];
    },
  },
];

/** One line of standard output names what this machine lacks. @param ports of the three nodes. */
export async function startProxies(ports: readonly number[]): Promise<Proxy[]> {
  const proxies: Proxy[] = [];
  for (const kind of KINDS) {
    const program = kind.programs.find(file => spawnSync(file, ['-v']).status === 0);
    if (program === undefined)
      console.log(`not run here: nodes behind ${kind.name} (no "${kind.name}" on this machine)`);
    else proxies.push(await startProxy(kind, program, ports));
  }
  return proxies;
}

async function startProxy(kind: Kind, program: string, ports: readonly number[]): Promise<Proxy> {
  const directory = mkdtempSync(join(tmpdir(), `valetkey-${kind.name}-`));
  const port = await findFreePort();
  const values: Record<string, string> = {
    LISTEN: `127.0.0.1:${port}`,
    ...Object.fromEntries(ports.map((node, i) => [`NODE${i + 1}`, `127.0.0.1:${node}`])),
  };
  const configuration = readFileSync(kind.sample, 'utf8').replace(/^#.*\n/gm, '');
  const args = kind.write(
    directory,
    configuration.replace(/@([A-Z]+\d?)@/g, (_, name: string) => values[name]!),
  );
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr.on('data', chunk => (printed += String(chunk)));
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  while (!(await isUp(url))) {
    assert.equal(child.exitCode, null, printed);
    await sleep(20);
  }
  return {
    name: kind.name,
    url,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      if (existsSync(directory)) rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** It reaches a node. */
async function isUp(url: string): Promise<boolean> {
  return await fetch(`${url}/livez`).then(
    response => response.ok,
    () => false,
  );
}
