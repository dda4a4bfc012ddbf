/**
 * Guessing from thousands of addresses at once (S-K8, S-C10, S-P6): passwords, app secrets, API keys, codes, guard secrets. No guess is
 * right, no address is heard more often than its rule allows, and the honest ones, each from a network of their own, always get in.
 */
import { newApiKey, newAppSecret, randomText } from '../../packages/server/src/domain/secrets.ts';
import {
  GUARD_SECRET,
  PASSWORD,
  TestBrowser,
  callbackOf,
  readForm,
} from '../../packages/server/src/fixtures.ts';
import { inLanes, pause, runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { seededRandom, type Random } from '../faults/random.ts';
import { newSite, serve } from '../faults/server-process.ts';
import { asTestServer, openWire, type Wire } from '../faults/wire.ts';
import { SLUG, authorizePath, createVictims, postForm, redemption, type Victim } from './credentials.ts';

/** Something that can be guessed, at a real server. */
interface Door {
  name: string;
  /** Of one address at one thing, before it has to wait; null: not counted. */
  free: number | null;
  /** Of the guesses that the others get; a password takes 20 ms of a core. */
  share: number;
  guess(address: string): Promise<Heard>;
  /** The right one, from where its owner is. */
  enter(): Promise<Heard>;
}

type Heard = 'in' | 'refused' | 'wait';

interface Tally {
  guesses: number;
  heard: Map<string, number>;
  right: number;
  entered: number;
  lockedOut: number;
}

const HONEST = '203.0.113.9';
const AT_ONCE = 24;
/** One in so many guesses on and on; the others guess once. */
const PERSISTENT = 20;

export const guessing: Harness = {
  name: 'guessing: from thousands of addresses',
  guards: ['guesses wait', 'guesses are counted by network'],
  controlRuns: 100,
  async run(trial: Trial): Promise<Finding> {
    const addresses = runsOf(trial, 100, 10_000);
    const site = newSite({ trustedProxies: ['127.0.0.1'] });
    try {
      const [victim, other] = await createVictims(site, 2);
      const authorize = await authorizePath(site, victim!);
      const codes = { of: other!, authorize: await authorizePath(site, other!) };
      const server = await serve(site, { without: trial.without });
      const wire = patient(openWire(server.url));
      try {
        const doors = await openDoors(wire, victim!, authorize, codes);
        return await attack(seededRandom(trial.seed), doors, addresses);
      } finally {
        wire.close();
        await server.end();
      }
    } finally {
      site.remove();
    }
  },
};

async function attack(random: Random, doors: readonly Door[], addresses: number): Promise<Finding> {
  const begun = performance.now();
  const tallies = new Map(doors.map(door => [door, newTally()]));
  const guessers = Array.from({ length: addresses }, (_, i) => addressOf(i));
  const calm = guessers.flatMap(address => doors.map(door => ({ door, address })));
  const persistent = guessers
    .slice(0, Math.ceil(addresses / PERSISTENT))
    .flatMap(address =>
      doors.flatMap(door => Array.from({ length: 3 * (door.free ?? 10) }, () => ({ door, address }))),
    );
  const guesses = shuffled([...calm, ...persistent], random).filter(({ door }) => random.next() < door.share);
  let under = true;
  const honest = doors.map(door => visitUntil(door, tallies.get(door)!, () => !under));
  try {
    await inLanes(guesses, AT_ONCE, async ({ door, address }) => {
      const tally = tallies.get(door)!;
      const heard = await door.guess(address);
      tally.guesses++;
      if (heard === 'in') tally.right++;
      if (heard === 'refused') tally.heard.set(address, (tally.heard.get(address) ?? 0) + 1);
    });
  } finally {
    under = false;
    await Promise.allSettled(honest);
  }
  await Promise.all(honest);
  const seconds = (performance.now() - begun) / 1000;
  return {
    figures: {
      addresses,
      ...Object.fromEntries([...tallies].map(([door, tally]) => [door.name, wordsOf(tally)])),
    },
    violations: [...tallies].flatMap(([door, tally]) => problemsOf(door, tally, seconds)),
  };
}

/** Comes again and again while others guess: once more where it was told to wait for the crowd, as a person would. */
async function visitUntil(door: Door, tally: Tally, isOver: () => boolean): Promise<void> {
  do {
    const first = await door.enter();
    const last = first === 'wait' && door.share < 1 ? (await pause(3000), await door.enter()) : first;
    tally.entered++;
    if (last !== 'in') tally.lockedOut++;
    await pause(100);
  } while (!isOver());
}

function problemsOf(door: Door, tally: Tally, seconds: number): string[] {
  // While it waits for 1, 2, 4… seconds, one more is heard after each wait.
  const allowed = (door.free ?? Infinity) + Math.ceil(Math.log2(seconds + 2)) + 1;
  const most = Math.max(0, ...tally.heard.values());
  return [
    ...(tally.right > 0 ? [`${door.name}: ${tally.right} guesses were right`] : []),
    ...(tally.lockedOut > 0
      ? [`${door.name}: its owner was kept out ${tally.lockedOut} of ${tally.entered} times`]
      : []),
    ...(most > allowed ? [`${door.name}: one address was heard ${most} times, not at most ${allowed}`] : []),
  ];
}

function wordsOf({ guesses, heard, right, entered }: Tally): string {
  const total = [...heard.values()].reduce((sum, n) => sum + n, 0);
  return `${guesses} guesses, ${total} heard, ${right} right; its owner came ${entered} times`;
}

function newTally(): Tally {
  return { guesses: 0, heard: new Map(), right: 0, entered: 0, lockedOut: 0 };
}

/** `codes`: of another app, since whoever guesses at codes has its secret, and success forgets what went before. */
async function openDoors(
  wire: Wire,
  victim: Victim,
  authorize: string,
  codes: { of: Victim; authorize: string },
): Promise<Door[]> {
  const token = `/${SLUG}/oauth/token`;
  const freshCode = await rememberedConsent(wire, codes.of, codes.authorize);
  const code = await freshCode();
  const app = async (client_secret: string, address: string): Promise<Heard> => {
    const form = { grant_type: 'client_credentials', client_id: victim.app.id, client_secret };
    return heardOf((await postForm(wire, token, form, from(address))).status);
  };
  const redeem = async (value: string, address: string): Promise<Heard> =>
    heardOf((await postForm(wire, token, redemption(codes.of, value), from(address))).status);
  const guard = async (secret: string, address: string): Promise<Heard> => {
    const headers = { authorization: `Bearer ${secret}`, ...from(address) };
    return heardOf((await wire.inject({ url: `/${SLUG}/guard/configuration`, headers })).status);
  };
  return [
    {
      name: 'app secrets',
      free: 10,
      share: 1,
      guess: address => app(newAppSecret(), address),
      enter: () => app(victim.secret, HONEST),
    },
    {
      name: 'API keys',
      free: 10,
      share: 1,
      guess: address => checkKey(wire, newApiKey(victim.keyId), address),
      enter: () => checkKey(wire, victim.apiKey, HONEST),
    },
    {
      name: 'guard secrets',
      free: 10,
      share: 1,
      guess: address => guard(newAppSecret(), address),
      enter: () => guard(GUARD_SECRET, HONEST),
    },
    {
      name: 'authorization codes',
      // 256 bits, behind the app's own secret: they are never right, and not counted.
      free: null,
      share: 1,
      guess: address => redeem(withAnotherEnd(code), address),
      enter: async () => redeem(await freshCode(), HONEST),
    },
    await passwordDoor(wire, victim, authorize),
  ];
}

/** Where the server has too much to do it was asked nothing yet (503): the same again, as any client does. Here only limits on guessing count. */
function patient(wire: Wire): Wire {
  const ask = async (...[options]: Parameters<Wire['inject']>): ReturnType<Wire['inject']> => {
    for (let left = 40; ; left--) {
      const answer = await wire.inject(options);
      if (answer.status !== 503 || left === 0) return answer;
      await pause(250);
    }
  };
  return { ...wire, inject: ask };
}

/** Whoever has agreed before gets a code at once; but not where the app was changed in the second of the consent, or later (S-M4). */
async function rememberedConsent(
  wire: Wire,
  victim: Victim,
  authorize: string,
): Promise<() => Promise<string>> {
  await pause(1000 - (Date.now() % 1000));
  const browser = new TestBrowser(asTestServer(() => wire));
  await browser.goto(authorize);
  await browser.signIn(victim.email);
  await browser.submit({ decision: 'allow' });
  return async () => {
    const page = await browser.goto(authorize);
    const { code } = callbackOf(page);
    if (code === undefined)
      throw new Error(`no code: ${page.status} ${page.location} ${page.body.slice(0, 2000)}`);
    return code;
  };
}

async function passwordDoor(wire: Wire, victim: Victim, authorize: string): Promise<Door> {
  const browser = new TestBrowser(asTestServer(() => wire));
  await browser.goto(authorize);
  const { action, hidden } = readForm(browser.page.body);
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ');
  const signIn = async (password: string, address: string): Promise<Heard> => {
    const form = { ...hidden, email: victim.email, password };
    const headers = { cookie, 'sec-fetch-site': 'same-origin', ...from(address) };
    const { status, headers: told } = await postForm(
      wire,
      new URL(action, 'http://x').pathname,
      form,
      headers,
    );
    if (status === 303) return 'in';
    return told['retry-after'] === undefined ? 'refused' : 'wait';
  };
  return {
    name: 'passwords',
    free: 5,
    share: 0.1,
    guess: address => signIn(randomText(12), address),
    enter: () => signIn(PASSWORD, HONEST),
  };
}

async function checkKey(wire: Wire, value: string, address: string): Promise<Heard> {
  const { status, json } = await wire.inject({
    method: 'POST',
    url: `/${SLUG}/guard/check`,
    headers: { authorization: `Bearer ${GUARD_SECRET}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ credential: { type: 'bearer', value }, address }),
  });
  if (status === 200 && json['active'] === false)
    return json['retry_after'] === undefined ? 'refused' : 'wait';
  return heardOf(status);
}

function heardOf(status: number): Heard {
  if (status === 200) return 'in';
  if (status === 429) return 'wait';
  if (status === 400 || status === 401) return 'refused';
  throw new Error(`${status} is no answer to a guess`);
}

function from(address: string): Record<string, string> {
  return { 'x-forwarded-for': address };
}

function addressOf(number: number): string {
  return ['198.18', number >> 8, number & 255].join('.');
}

function withAnotherEnd(code: string): string {
  return code.slice(0, -20) + randomText(20);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map(item => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
