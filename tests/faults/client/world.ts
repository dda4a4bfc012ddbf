/** What the client's harnesses share: a real server behind a proxy that can spoil its answers, a vault in a real database, connections, other processes. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  closeServer,
  connectUser,
  listen,
  openClient,
  openProxy,
  throughProxy,
  type Proxy,
  type Setup,
} from '../../../packages/client/src/fixtures.ts';
import { createClient } from '../../../packages/client/src/index.ts';
import { startDatabase, type VaultDatabase } from '../../../packages/client/src/vault/database-fixtures.ts';
import { openVault, type Engine } from '../../../packages/client/src/vault/fixtures.ts';
import { openInterop, type Interop } from '../../interop/fixture.ts';
import { inLanes, type Trial } from '../harness.ts';
import type { Answer, Orders, Task } from './caller.child.ts';

const CHILD = fileURLToPath(import.meta.resolve('./caller.child.ts'));
const WITHOUT_GUARD = fileURLToPath(import.meta.resolve('../without-guard.ts'));
/** Access tokens of the server's standard profile live for an hour: now they are due. */
export const UNTIL_DUE_SECONDS = 3590;

export interface World {
  setup: Setup;
  proxy: Proxy;
  database: VaultDatabase;
  /** Connections of as many owners. */
  connect(count: number): Promise<string[]>;
  /** What the vault has for it now. */
  tokensOf(id: string): Promise<{ access: string; refresh: string }>;
  /** Whether the server still takes the token. */
  isLive(access: string): Promise<boolean>;
  /** What the server's request log says of a refusal, and how often it had got that refresh token since the round began. */
  whyRefused(requestId: string | undefined, refresh: string): Promise<string>;
  startCaller(aheadSeconds: number): Promise<Caller>;
  close(): Promise<void>;
}

/** One server for all worlds of this process that are open at once. */
let shared: { interop: Promise<Interop>; worlds: number } | undefined;

async function enter(): Promise<Interop> {
  shared ??= { interop: openInterop(), worlds: 0 };
  shared.worlds += 1;
  return await shared.interop;
}

async function leave(interop: Interop): Promise<void> {
  shared!.worlds -= 1;
  if (shared!.worlds > 0) return;
  shared = undefined;
  await interop.close();
}

/** @param timeoutSeconds Of the client's calls to the server. */
export async function openWorld(trial: Trial, engine: Engine, timeoutSeconds = 30): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-client-faults-'));
  const interop = await enter();
  const proxy = await openProxy(interop.publicUrl);
  // The guard counts and limits; here only the client is under test, so the API says yes to everybody.
  const api = createServer((_request, response) => response.end('{}'));
  const apiUrl = await listen(api);
  const database = await startDatabase(engine, directory);
  const open = await openVault(database.address);
  const setup = await openClient(interop, 'standard', {
    provider: throughProxy(interop, 'standard', proxy),
    options: { vault: open.vault, timeoutSeconds },
  });
  // What is tried comes after connecting: there a busy machine may take its time.
  const patient = { ...setup, client: createClient({ ...setup.options, timeoutSeconds: 60 }) };
  const callers: Caller[] = [];
  return {
    setup,
    proxy,
    database,
    async connect(count) {
      // The first one signs in; the others find the user signed in.
      const ids = [(await connectUser(patient, 'owner-0')).id];
      await inLanes([...Array(count).keys()].slice(1), 4, async i => {
        ids.push((await connectUser(patient, `owner-${i}`)).id);
      });
      proxy.forwarded.length = 0;
      return ids;
    },
    async tokensOf(id) {
      const { tokens } = (await open.vault.find(id))!;
      return { access: tokens.access.reveal(), refresh: tokens.refresh!.reveal() };
    },
    async isLive(access) {
      const { clientId, clientSecret } = setup.options.providers['standard']!;
      const response = await fetch(`${interop.publicUrl}/standard/oauth/introspect`, {
        method: 'POST',
        // A connection of its own: one that was kept could be closed by the server just now.
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`, connection: 'close' },
        body: new URLSearchParams({ token: access }),
      });
      return ((await response.json()) as { active: boolean }).active;
    },
    async whyRefused(requestId, refresh) {
      const { requestLog, store } = interop.core;
      if (requestId === undefined) return 'The answer has no request id.';
      await requestLog.flush();
      const appId = setup.options.providers['standard']!.clientId;
      const [entry] = await store.listRequestLog({ appId, requestId, limit: 1 });
      const sent = proxy.forwarded.filter(body => new URLSearchParams(body).get('refresh_token') === refresh);
      return `The server’s request log: ${entry?.reason ?? 'nothing'}. It got the token ${sent.length} times.`;
    },
    async startCaller(aheadSeconds) {
      const orders = {
        address: database.address,
        providers: setup.options.providers,
        apiUrl,
        aheadSeconds,
      };
      const caller = await Caller.start(trial, orders);
      callers.push(caller);
      return caller;
    },
    async close() {
      await Promise.all(callers.map(async caller => caller.kill()));
      await open.close();
      await database.close();
      await closeServer(api);
      await proxy.close();
      await leave(interop);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A process of its own that shares the vault. */
export class Caller {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  /** Ids of connections whose new tokens it has and does not save. */
  readonly holding = new Set<string>();
  #answer = Promise.withResolvers<Answer>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#closed = once(child, 'close');
    child.on('message', (message: Answer | { holding: string }) => {
      if ('holding' in message) this.holding.add(message.holding);
      else this.#answer.resolve(message);
    });
  }

  static async start({ without }: Trial, orders: Orders): Promise<Caller> {
    const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
    const child = fork(CHILD, [JSON.stringify(orders)], {
      execArgv: without ? ['--import', WITHOUT_GUARD] : [],
      env: {
        ...inherited,
        NODE_COMPILE_CACHE: join(tmpdir(), 'valetkey-compile-cache'),
        ...(without ? { WITHOUT_GUARD: without } : {}),
      },
    });
    const caller = new Caller(child);
    await caller.answered();
    return caller;
  }

  ask(task: Task): void {
    this.#answer = Promise.withResolvers();
    this.#child.send(task);
  }

  async answered(): Promise<Answer> {
    const died = this.#closed.then(() => ({ statuses: [], failures: ['the process died'] }));
    return await Promise.race([this.#answer.promise, died]);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#closed;
  }
}
