/**
 * Timing (S-C9, S-K4, S-P6): who tries something unknown waits exactly as long as who tries something wrong. Both are asked of a real
 * server over one connection, in an order drawn by lot, and compared by Welch's t-test: |t| under 4.5 is no difference.
 */
import { randomBytes } from 'node:crypto';
import { newId, idToBytes } from '../../packages/server/src/domain/ids.ts';
import { newApiKey, newAppSecret } from '../../packages/server/src/domain/secrets.ts';
import { GUARD_SECRET, PASSWORD, TestBrowser, readForm } from '../../packages/server/src/fixtures.ts';
import { bytesOf } from '../fuzz/recorded.ts';
import { runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { seededRandom, type Random } from '../faults/random.ts';
import { newSite, serve } from '../faults/server-process.ts';
import { asTestServer, openWire, type Wire } from '../faults/wire.ts';
import {
  SLUG,
  authorizePath,
  createVictims,
  obtainCode,
  postForm,
  redemption,
  type Victim,
} from './credentials.ts';
import { Stopwatch } from './stopwatch.ts';
import { compare, type Comparison } from './welch.ts';

/** Two requests that must be answered alike, in as long; each from the address it is given. */
interface Pair {
  unknown(address: string): Buffer;
  wrong(address: string): Buffer;
  /** How many fewer are tried than of the others: argon2 takes as long as a hundred requests. */
  dear?: boolean;
}

const LIMIT = 4.5;
const BATCH = 100;
const WARM_UP = 400;

export const timing: Harness = {
  name: 'timing: unknown against wrong',
  guards: [
    'unknown takes as long as wrong',
    'a stranger waits for a password, too',
    'an unknown key costs the same reads',
    'an unknown token costs the same reads',
  ],
  controlRuns: 4000,
  async run(trial: Trial): Promise<Finding> {
    const samples = runsOf(trial, 1000, 100_000);
    const site = newSite({ trustedProxies: ['127.0.0.1'] });
    try {
      const [victim] = await createVictims(site, 1);
      const authorize = await authorizePath(site, victim!);
      const server = await serve(site, { without: trial.without });
      const wire = openWire(server.url);
      const pairs = await preparePairs(wire, victim!, authorize);
      const finding = await comparePairs(trial, Number(new URL(server.url).port), pairs, samples);
      wire.close();
      await server.end();
      return finding;
    } finally {
      site.remove();
    }
  },
};

async function preparePairs(wire: Wire, victim: Victim, authorize: string): Promise<Record<string, Pair>> {
  const path = `/${SLUG}/oauth/token`;
  const code = await obtainCode(wire, victim, authorize);
  const tokens = (await postForm(wire, path, redemption(victim, code))).json;
  const [access, refresh] = [String(tokens['access_token']), String(tokens['refresh_token'])];
  const client = { client_id: victim.app.id, client_secret: victim.secret };
  const app = (id: string): Record<string, string> => ({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: newAppSecret(),
  });
  const bearer = (value: string): object => ({ credential: { type: 'bearer', value } });
  const ofCode = (value: string): Record<string, string> => redemption(victim, value);
  const ofRefresh = (value: string): Record<string, string> => ({
    grant_type: 'refresh_token',
    refresh_token: value,
    ...client,
  });
  // One and the same, as is the one that is known: what is new each time is slower for that alone.
  const stranger = newId(Date.now());
  return {
    'app (id, secret)': {
      unknown: address => form(path, app(stranger), address),
      wrong: address => form(path, app(victim.app.id), address),
    },
    'API key': {
      unknown: address => check(bearer(newApiKey(stranger)), address),
      wrong: address => check(bearer(newApiKey(victim.keyId)), address),
    },
    'access token': {
      unknown: address => check(bearer(ofFamily(stranger, access)), address),
      wrong: address => check(bearer(withWrongMac(access)), address),
    },
    'refresh token': {
      unknown: address => form(path, ofRefresh(ofFamily(stranger, refresh)), address),
      wrong: address => form(path, ofRefresh(withWrongMac(refresh)), address),
    },
    'authorization code': {
      unknown: address => form(path, ofCode(ofFamily(stranger, code)), address),
      wrong: address => form(path, ofCode(withWrongMac(code)), address),
    },
    'user (e-mail, password)': await loginPair(wire, victim, authorize),
  };
}

async function loginPair(wire: Wire, victim: Victim, authorize: string): Promise<Pair> {
  const browser = new TestBrowser(asTestServer(() => wire));
  await browser.goto(authorize);
  const { action, hidden } = readForm(browser.page.body);
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ');
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const post = (email: string, address: string): Buffer =>
    form(
      new URL(action, 'http://x').pathname,
      { ...hidden, email, password: `${PASSWORD}!` },
      address,
      headers,
    );
  const stranger = victim.email.replace('person', 'nobody');
  return {
    dear: true,
    unknown: address => post(stranger, address),
    wrong: address => post(victim.email, address),
  };
}

function form(
  path: string,
  fields: Record<string, string>,
  address: string,
  headers: Record<string, string> = {},
): Buffer {
  const type = 'application/x-www-form-urlencoded';
  return keptAlive(
    path,
    { 'content-type': type, ...headers },
    new URLSearchParams(fields).toString(),
    address,
  );
}

function check(body: object, address: string): Buffer {
  const headers = { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json' };
  return keptAlive(`/${SLUG}/guard/check`, headers, JSON.stringify({ ...body, address }), address);
}

function keptAlive(path: string, headers: Record<string, string>, body: string, address: string): Buffer {
  return bytesOf('POST', path, { ...headers, connection: 'keep-alive', 'x-forwarded-for': address }, body);
}

const PREFIX_LENGTH = 4;
const MAC_LENGTH = 32;

/** Codes and tokens hold the family's id from their fourth byte on. */
function ofFamily(id: string, token: string): string {
  return withOtherBytes(token, bytes => bytes.set(idToBytes(id), 3));
}

function withWrongMac(token: string): string {
  return withOtherBytes(token, () => {});
}

/** With another MAC each time: what is the same in every request is faster for that alone. */
function withOtherBytes(token: string, change: (bytes: Buffer) => void): string {
  const bytes = Buffer.from(token.slice(PREFIX_LENGTH), 'base64url');
  change(bytes);
  bytes.set(randomBytes(MAC_LENGTH), bytes.length - MAC_LENGTH);
  return token.slice(0, PREFIX_LENGTH) + bytes.toString('base64url');
}

async function comparePairs(
  trial: Trial,
  port: number,
  pairs: Record<string, Pair>,
  samples: number,
): Promise<Finding> {
  const random = seededRandom(trial.seed);
  const figures: Record<string, string> = {};
  const violations: string[] = [];
  for (const [name, pair] of Object.entries(pairs)) {
    const count = pair.dear ? Math.ceil(samples / 50) : samples;
    let found = await measure(port, pair, count, random);
    // What is there is there again; what the machine did meanwhile is not.
    if (Math.abs(found.t) >= LIMIT) {
      const again = await measure(port, pair, count, random);
      if (Math.abs(again.t) >= LIMIT && Math.sign(again.t) === Math.sign(found.t))
        violations.push(
          `${name}: t = ${found.t.toFixed(1)}, and again ${again.t.toFixed(1)}: ${again.difference.toFixed(0)} ns`,
        );
      else found = again;
    }
    figures[name] = `t ${found.t.toFixed(2)} (${found.difference.toFixed(0)} ns), ${count} samples of each`;
  }
  return { figures, violations };
}

async function measure(port: number, pair: Pair, count: number, random: Random): Promise<Comparison> {
  const stopwatch = new Stopwatch(port);
  const times: { unknown: number[]; wrong: number[] } = { unknown: [], wrong: [] };
  let seen: number | null = null;
  for (let done = 0; done < 2 * count + WARM_UP; done += BATCH) {
    for (const { which, request } of prepare(pair, random)) {
      const { status, nanoseconds } = await stopwatch.ask(request);
      seen ??= status;
      if (status !== seen) throw new Error(`${which} was answered ${status}, others ${seen}`);
      if (done >= WARM_UP) times[which].push(nanoseconds);
    }
  }
  stopwatch.close();
  return compare(times.unknown, times.wrong);
}

/** Made before any is sent: what this process computes in between would be measured, too. */
function prepare(pair: Pair, random: Random): { which: 'unknown' | 'wrong'; request: Buffer }[] {
  return Array.from({ length: BATCH }, () => {
    const which = random.below(2) === 0 ? 'unknown' : 'wrong';
    const address = someAddress(random);
    const both = { unknown: pair.unknown(address), wrong: pair.wrong(address) };
    return { which, request: both[which] };
  });
}

/** As long as any other. */
function someAddress(random: Random): string {
  return [0, 0, 0, 0].map(() => 100 + random.below(100)).join('.');
}
