/** One user with one app under load: connects, redeems, refreshes, revokes, checks, over HTTP, and records every step. */
import {
  CHALLENGE,
  GUARD_SECRET,
  REDIRECT_URI,
  TestBrowser,
  VERIFIER,
  callbackOf,
  goodState,
  type TestResponse,
} from '../../packages/server/src/fixtures.ts';
import { monotonicNow, newEntry, type Entry } from './history.ts';
import type { Party } from './parties.ts';
import type { Random } from './random.ts';
import { SLUG } from './site-config.ts';
import { NoAnswer, asTestServer, type Wire } from './wire.ts';

/** What the app holds of one family. */
export interface Holding {
  lineage: string;
  access: string;
  refresh: string;
}

export class Worker {
  readonly history: Entry[] = [];
  /** What the history cannot say. */
  readonly violations: string[] = [];
  readonly #party: Party;
  readonly #random: Random;
  readonly #wire: () => Wire;
  readonly #browser: TestBrowser;
  #signedIn = false;
  #code: string | null = null;
  #held: Holding[] = [];

  constructor(party: Party, random: Random, wire: () => Wire) {
    this.#party = party;
    this.#random = random;
    this.#wire = wire;
    this.#browser = new TestBrowser(asTestServer(wire));
  }

  /** One operation; a server that dies meanwhile is no problem of the worker's. */
  async step(): Promise<void> {
    try {
      await this.#choose();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
  }

  /** Everything that was acknowledged and not ended is asked for once more. */
  async verify(): Promise<void> {
    if (this.#code !== null) await this.redeem();
    for (const holding of this.#held) await this.check(holding);
    const last = this.#held.at(-1);
    if (last) await this.refresh(last);
  }

  /** One request of every kind, so that nothing is tried for the first time under load. */
  async warmUp(): Promise<void> {
    await this.authorize();
    if (this.#code !== null) await this.redeem();
    for (const holding of this.#held) {
      await this.refresh(holding);
      await this.check(holding);
    }
  }

  /** Single steps, for outages: what is asked does not depend on what was answered before. */
  async refreshFirst(): Promise<void> {
    await this.refresh(this.#held[0]!);
  }

  async checkFirst(): Promise<void> {
    await this.check(this.#held[0]!);
  }

  async authorizeOnly(): Promise<void> {
    await this.authorize();
    this.#code = null;
  }

  /**
   * After the clock jumped: what was given works, new things work, and what was used up is used up. Where it jumped `back`, a
   * refresh token that was used in what is now the future is not taken for an answer that was lost (S-E11).
   */
  async liveOn(back: boolean): Promise<string[]> {
    const problems: string[] = [];
    const expect = (entry: Entry | undefined, isAsExpected: boolean, what: string): void => {
      if (!isAsExpected)
        problems.push(`${what}: ${entry?.status} ${entry?.error ?? ''} active: ${entry?.active}`);
    };
    const last = (): Entry => this.history.at(-1)!;
    if (back) {
      const used = this.history.findLast(({ op, status }) => op === 'refresh' && status === 200)!;
      await this.refresh({ lineage: used.lineage, access: '', refresh: used.used! });
      expect(last(), last().status === 400, 'a refresh token used in the future was taken again');
      this.#held = this.#held.filter(holding => holding.lineage !== used.lineage);
    }
    for (const holding of this.#held) {
      await this.refresh(holding);
      expect(last(), last().status === 200, 'a refresh token died');
      await this.check(holding);
      expect(last(), last().active === true, 'a fresh access token is dead');
    }
    await this.authorize();
    expect(last(), this.#code !== null, 'no code');
    if (this.#code === null) return problems;
    const code = this.#code;
    await this.redeem();
    expect(last(), last().status === 200, 'a fresh code was refused');
    const holding = this.#held.at(-1);
    if (holding) await this.refresh(holding);
    if (this.#held.length > 3) await this.revoke(this.#held.shift()!);
    if (this.#held.length > 2) {
      this.#held = this.#held.filter(({ lineage }) => lineage !== code);
      this.#code = code;
      await this.redeem();
      expect(last(), last().status === 400, 'a code was redeemed again');
    }
    return problems;
  }

  async #choose(): Promise<void> {
    if (this.#code !== null) return await this.redeem();
    const dice = this.#random.below(100);
    const holding = this.#held.length === 0 ? undefined : this.#random.pick(this.#held);
    if (dice < 10) return await this.own();
    if (!holding || dice < 25) return await this.authorize();
    if (dice < 50) return await this.refresh(holding);
    if (dice < 60) return await this.refreshTwice(holding);
    if (dice < 80) return await this.check(holding);
    await this.revoke(holding);
  }

  async authorize(): Promise<void> {
    const entry = this.#record({ op: 'consent', lineage: 'pending' });
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.#party.app.id,
      redirect_uri: REDIRECT_URI,
      state: goodState(),
      scope: 'people:read',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    });
    let page = await this.#browser.goto(`/${SLUG}/oauth/authorize?${query.toString()}`);
    if (page.body.includes('type="password"')) {
      if (this.#signedIn) this.violations.push(`the session of ${this.#party.email} was lost`);
      page = await this.#browser.signIn(this.#party.email);
      this.#signedIn = true;
    }
    if (page.body.includes('decision')) page = await this.#browser.submit({ decision: 'allow' });
    const { code } = callbackOf(page);
    finish(entry, page);
    if (page.status !== 303 || !code) return;
    this.#code = code;
    entry.lineage = code;
  }

  /** A whole life of a connection's tokens: made, used, refreshed, then revoked, or left to expire. */
  async live(isRevoked: boolean): Promise<void> {
    const holding = await this.connect();
    if (!holding) return;
    await this.check(holding);
    await this.refresh(holding);
    await this.check(holding);
    if (isRevoked) await this.revoke(holding);
  }

  /** @returns undefined: somebody said no, or not now. */
  async connect(): Promise<Holding | undefined> {
    await this.authorize();
    if (this.#code !== null) await this.redeem();
    return this.#held.pop();
  }

  async redeem(): Promise<void> {
    const code = this.#code!;
    const entry = this.#record({ op: 'redeem', lineage: code, used: code });
    const page = await this.#post('token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    });
    finish(entry, page);
    this.#code = null;
    if (entry.status === 200)
      this.#held.push({ lineage: code, access: entry.access!, refresh: entry.refresh! });
  }

  async refresh(holding: Holding): Promise<void> {
    const entry = this.#record({ op: 'refresh', lineage: holding.lineage, used: holding.refresh });
    finish(entry, await this.#post('token', { grant_type: 'refresh_token', refresh_token: holding.refresh }));
    if (entry.status === 200) Object.assign(holding, { access: entry.access, refresh: entry.refresh });
  }

  /** Two at once, as an app without a lock does it: both hear of the same successor. */
  async refreshTwice(holding: Holding): Promise<void> {
    const twin = { ...holding };
    const both = await Promise.allSettled([this.refresh(holding), this.refresh(twin)]);
    const lost = both.find(outcome => outcome.status === 'rejected');
    if (lost) throw lost.reason;
  }

  async revoke(holding: Holding): Promise<void> {
    const entry = this.#record({ op: 'revoke', lineage: holding.lineage, used: holding.refresh });
    finish(
      entry,
      await this.#post('revoke', { token: this.#random.pick([holding.refresh, holding.access]) }),
    );
    if (entry.status !== 200) return;
    this.#held = this.#held.filter(other => other !== holding);
    await this.check(holding);
    await this.refresh({ ...holding });
  }

  async own(): Promise<void> {
    const entry = this.#record({ op: 'own', lineage: 'own' });
    finish(entry, await this.#post('token', { grant_type: 'client_credentials' }));
    if (entry.access === null) return;
    const check = this.#record({ op: 'check', lineage: 'own', used: entry.access });
    finish(check, await this.#guardCheck(entry.access));
  }

  async check(holding: Holding): Promise<void> {
    const entry = this.#record({ op: 'check', lineage: holding.lineage, used: holding.access });
    finish(entry, await this.#guardCheck(holding.access));
  }

  #record(known: Pick<Entry, 'op' | 'lineage'> & Partial<Entry>): Entry {
    const entry = newEntry({ connection: this.#party.app.id, ...known });
    this.history.push(entry);
    return entry;
  }

  #post(endpoint: 'token' | 'revoke', form: Record<string, string>): Promise<TestResponse> {
    const { app, secret } = this.#party;
    return this.#wire().inject({
      method: 'POST',
      url: `/${SLUG}/oauth/${endpoint}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...form, client_id: app.id, client_secret: secret }).toString(),
    });
  }

  #guardCheck(value: string): Promise<TestResponse> {
    return this.#wire().inject({
      method: 'POST',
      url: `/${SLUG}/guard/check`,
      headers: { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ credential: { type: 'bearer', value } }),
    });
  }
}

/** Fills in what was answered, now. */
function finish(entry: Entry, { status, json, headers }: TestResponse): void {
  const text = (name: string): string | null => (typeof json[name] === 'string' ? json[name] : null);
  const retryAfter = headers['retry-after'];
  Object.assign(entry, {
    ended: monotonicNow(),
    status,
    error: text('error'),
    retryAfter: retryAfter === undefined ? null : Number(retryAfter),
    access: text('access_token'),
    refresh: text('refresh_token'),
    active: typeof json['active'] === 'boolean' ? json['active'] : null,
  } satisfies Partial<Entry>);
}
