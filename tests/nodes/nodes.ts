/** Three real nodes of `valetkey serve` on one PostgreSQL database, and the people and apps in it. */
import {
  createPerson,
  createApp,
  testConfig,
  type TestApp,
  type TestServer,
} from '../../packages/server/src/fixtures.ts';
import type { TestContext } from 'node:test';
import { checkConfig } from '../../packages/server/src/config.ts';
import { findFreePorts, openTerminal } from '../../packages/server/src/cli/fixtures.ts';
import { systemClock } from '../../packages/server/src/domain/clock.ts';
import { openCore, type Core } from '../../packages/server/src/domain/core.ts';
import { MasterKey } from '../../packages/server/src/domain/master-key.ts';
import { openPostgresStore } from '../../packages/server/src/store/postgres.ts';
import { asTestServer, openWire, type Wire } from '../faults/wire.ts';

const MASTER_KEY = 'ab'.repeat(32);
export const SLUG = 'standard';

export interface Node {
  port: number;
  url: string;
  pid: number;
  /** SIGTERM: it drains, and ends. */
  end(): Promise<number | null>;
  kill(): void;
  /** Requests in its log. */
  answered(): number;
}

export interface Nodes {
  core: Core;
  ports: readonly number[];
  app: TestApp;
  start(index: number): Promise<Node>;
}

/** @param drainSeconds of each node that ends. */
export async function openNodes(t: TestContext, databaseUrl: string, drainSeconds = 0): Promise<Nodes> {
  const config = {
    ...testConfig(),
    listen: { host: '127.0.0.1', drainSeconds },
    trustedProxies: ['127.0.0.1'],
  };
  const terminal = openTerminal(t, config);
  const core = await openCore({
    config: checkConfig(config),
    store: await openPostgresStore({ url: databaseUrl }),
    master: new MasterKey(Buffer.from(MASTER_KEY, 'hex')),
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  t.after(() => core.close());
  const directory = { core, provider: (slug: string) => core.providers.get(slug)! };
  await createPerson(directory, SLUG);
  const app = await createApp(directory, SLUG, { clientCredentials: true });
  const first = await findFreePorts(3);
  const ports = [first, first + 1, first + 2];
  const environment = { DATABASE_URL: databaseUrl, VALETKEY_MASTER_KEY: MASTER_KEY };
  return {
    core,
    ports,
    app,
    start: async index => {
      const port = ports[index]!;
      const { child, stop, stderr } = await terminal.start(['serve', '--port', String(port), '--json'], {
        environment,
      });
      let log = stderr;
      child.stderr.on('data', chunk => (log += String(chunk)));
      return {
        port,
        url: `http://127.0.0.1:${port}`,
        pid: child.pid!,
        end: stop,
        kill: () => void child.kill('SIGKILL'),
        answered: () => log.split('"msg":"request"').length - 1,
      };
    },
  };
}

/** What the server's own fixtures speak to, by way of an address. */
export function throughAddress(nodes: Nodes, url: string): { server: TestServer; wire: Wire } {
  const wire = openWire(url);
  const { inject } = asTestServer(() => wire);
  const server = {
    inject,
    provider: (slug: string) => nodes.core.providers.get(slug)!,
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(form).toString(),
      }),
  };
  return { server: server as TestServer, wire };
}
