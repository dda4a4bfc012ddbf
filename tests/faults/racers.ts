/** Starts the processes that race on one file, and the ground they race on: connections, codes, families. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { issueCode, newMint } from '../../packages/server/src/domain/authorization/issue-code.ts';
import { nowSeconds } from '../../packages/server/src/domain/clock.ts';
import type { Core } from '../../packages/server/src/domain/core.ts';
import { newId } from '../../packages/server/src/domain/ids.ts';
import { CHALLENGE, REDIRECT_URI } from '../../packages/server/src/fixtures.ts';
import type { Connection } from '../../packages/server/src/store/rows.ts';
import { Direct, type Holder } from './direct.ts';
import type { Guard } from './guards.ts';
import type { Entry } from './history.ts';
import { createParties, openSiteCore } from './parties.ts';
import type { Task, Ticket } from './racer.child.ts';
import type { Site } from './server-process.ts';

const CHILD = fileURLToPath(import.meta.resolve('./racer.child.ts'));
const WITHOUT_GUARD = fileURLToPath(import.meta.resolve('./without-guard.ts'));

export class Ground {
  readonly #core: Core;
  readonly #direct: Direct;
  readonly #plots: { holder: Holder; connection: Connection }[] = [];
  /** One family of each connection that nobody races for: no other one is the last, whose end is the connection's. */
  #kept: Ticket[] = [];

  private constructor(core: Core) {
    this.#core = core;
    this.#direct = new Direct(core);
  }

  static async open(site: Site, slug: string, connections: number): Promise<Ground> {
    const parties = await createParties(site, connections, slug);
    const core = await openSiteCore(site);
    const ground = new Ground(core);
    for (const { app, secret, userId, accountId } of parties) {
      const ids = { newId: newId(Date.now()), provider: slug, appId: app.id, userId, accountId };
      const connection = await core.store.recordConsent(
        { ...ids, scopes: ['people:read'], exact: false },
        { now: nowSeconds(core.clock), actor: `user:${userId}` },
      );
      if ('refused' in connection) throw new Error(connection.refused);
      const holder = { slug, clientId: app.id, secret, connection: connection.id };
      ground.#plots.push({ holder, connection });
    }
    ground.#kept = await ground.mintFamilies(connections);
    return ground;
  }

  /** Fresh codes: they live for a minute. */
  mintCodes(count: number): Ticket[] {
    return Array.from({ length: count }, (_, i) => {
      const { holder, connection } = this.#plots[i % this.#plots.length]!;
      const provider = this.#core.providers.get(holder.slug)!;
      const request = { codeChallenge: CHALLENGE, redirectUri: REDIRECT_URI, redirectUriGiven: true };
      const code = issueCode(
        this.#core,
        request as Parameters<typeof issueCode>[1],
        connection,
        ['people:read'],
        newMint(this.#core, provider),
      );
      return { holder, lineage: code, token: code, access: '' };
    });
  }

  /** Families with a refresh token that nobody has used. */
  async mintFamilies(count: number): Promise<Ticket[]> {
    return await Promise.all(
      this.mintCodes(count).map(async ({ holder, token: code }) => {
        const { access, refresh } = await this.#direct.redeem(holder, code);
        return { holder, lineage: code, token: refresh!, access: access! };
      }),
    );
  }

  /** Whether what was given still is good, for the checker. */
  async checkAll(tickets: readonly Pick<Ticket, 'holder' | 'lineage' | 'access'>[]): Promise<void> {
    await Promise.all(
      tickets.map(({ holder, lineage, access }) => this.#direct.check(holder, lineage, access)),
    );
  }

  /** A revocation must not end what it does not mean. */
  async checkKept(): Promise<void> {
    await this.checkAll(this.#kept);
  }

  takeHistory(): Entry[] {
    return this.#direct.history.splice(0);
  }

  async close(): Promise<void> {
    await this.#core.close();
  }
}

/** One child, and what it answers. */
class Racer {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #next = Promise.withResolvers<unknown>();

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#closed = once(child, 'close');
    child.on('message', message => this.#next.resolve(message));
    void this.#closed.then(() => this.#next.reject(new Error('a racer died')));
  }

  async answer(): Promise<unknown> {
    return await this.#next.promise;
  }

  async ask(task: Task): Promise<Entry[]> {
    this.#next = Promise.withResolvers();
    this.#child.send(task);
    return (await this.answer()) as Entry[];
  }

  async end(): Promise<void> {
    this.#child.send('end');
    await this.#closed;
  }
}

export class Racers {
  readonly #racers: readonly Racer[];

  private constructor(racers: readonly Racer[]) {
    this.#racers = racers;
  }

  static async start(site: Site, count: number, without: Guard | undefined): Promise<Racers> {
    const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
    const racers = Array.from({ length: count }, () => {
      const child = fork(CHILD, [site.data], {
        execArgv: without ? ['--import', WITHOUT_GUARD] : [],
        serialization: 'advanced',
        env: {
          ...inherited,
          NODE_COMPILE_CACHE: join(tmpdir(), 'valetkey-compile-cache'),
          ...(without ? { WITHOUT_GUARD: without } : {}),
        },
      });
      return new Racer(child);
    });
    await Promise.all(racers.map(racer => racer.answer()));
    return new Racers(racers);
  }

  /** The same moment for everybody; `taskOf` says who does what. */
  async perform(taskOf: (racer: number) => Task): Promise<Entry[]> {
    return (await Promise.all(this.#racers.map((racer, i) => racer.ask(taskOf(i))))).flat();
  }

  async end(): Promise<void> {
    await Promise.all(this.#racers.map(racer => racer.end()));
  }
}
