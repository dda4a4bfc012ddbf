/**
 * Redirect URIs: what a request may name, against an oracle that knows nothing of URIs: equal bytes, or for a native app's loopback
 * address another port. And what may be registered: a browser goes exactly there, and the answer's parameters arrive.
 */
import { addToRedirectUri, checkRedirectUri, matchRedirectUri, OAuthError } from '@valetkey/protocol';
import { runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { seededRandom, type Random } from '../faults/random.ts';
import { MARKS, REGISTERED } from './redirect-bypasses.ts';

export const redirectUris: Harness = {
  name: 'redirect-uris: mutations against byte equality',
  guards: ['exact redirect URIs'],
  controlRuns: 1000,
  slices: { runs: 1_000_000, of: 250_000 },
  isInProcess: true,
  run(trial: Trial): Promise<Finding> {
    const random = seededRandom(trial.seed);
    const runs = runsOf(trial, 100_000);
    const count = { tried: 0, matched: 0, registrable: 0 };
    const violations = handPicked().flatMap(uri => problemsOf(uri, count));
    for (let i = 0; i < runs && violations.length < 20; i++)
      violations.push(...problemsOf(mutate(random.pick(REGISTERED), random), count));
    return Promise.resolve({
      figures: {
        tried: count.tried,
        'named and allowed': count.matched,
        'may be registered': count.registrable,
      },
      violations,
    });
  },
};

function problemsOf(uri: string, count: { tried: number; matched: number; registrable: number }): string[] {
  count.tried++;
  const problems: string[] = [];
  for (const native of [false, true]) {
    const said = matchRedirectUri(uri, REGISTERED, { native });
    if (said) count.matched++;
    if (said !== isAllowed(uri, native))
      problems.push(`${JSON.stringify(uri)} ${said ? 'was taken' : 'was refused'} (native: ${native})`);
    if (said && !leadsHome(uri)) problems.push(`${JSON.stringify(uri)} was taken and leads elsewhere`);
  }
  return [...problems, ...registrationProblems(uri, count)];
}

/** The oracle. */
function isAllowed(uri: string, native: boolean): boolean {
  return REGISTERED.includes(uri) || (native && REGISTERED.some(registered => isOtherPort(uri, registered)));
}

/** RFC 8252 §7.3, by cutting texts. */
function isOtherPort(uri: string, registered: string): boolean {
  const host = ['http://127.0.0.1', 'http://[::1]', 'http://localhost'].find(known =>
    registered.startsWith(known),
  );
  if (host === undefined || !uri.startsWith(host)) return false;
  const [mine, theirs] = [cutPort(uri.slice(host.length)), cutPort(registered.slice(host.length))];
  return mine !== null && theirs !== null && mine === theirs;
}

/** What follows the port; null: this is no port. */
function cutPort(rest: string): string | null {
  const isEnd = (text: string): boolean => text === '' || text.startsWith('/') || text.startsWith('?');
  if (!rest.startsWith(':')) return isEnd(rest) ? rest : null;
  let end = 1;
  while (end < rest.length && '0123456789'.includes(rest[end]!)) end++;
  const port = rest.slice(1, end);
  const isPort = port !== '' && !port.startsWith('0') && Number(port) <= 65_535;
  return isPort && isEnd(rest.slice(end)) ? rest.slice(end) : null;
}

/** A second opinion, by what browsers do: they go to the host of a registered one. */
function leadsHome(uri: string): boolean {
  const place = (text: string): string => {
    const url = URL.parse(text);
    return url === null ? text : `${url.protocol}//${url.hostname}${url.pathname}`;
  };
  return REGISTERED.some(registered => place(registered) === place(uri));
}

function registrationProblems(uri: string, count: { registrable: number }): string[] {
  try {
    checkRedirectUri(uri, { loopbackHttp: true, nativeSchemes: true, native: true });
  } catch (error) {
    return error instanceof OAuthError
      ? []
      : [`${JSON.stringify(uri)} made the check throw ${String(error)}`];
  }
  count.registrable++;
  const url = URL.parse(uri);
  if (url === null) return [`${JSON.stringify(uri)} may be registered and is no URL`];
  const answered = addToRedirectUri(uri, [
    ['code', 'a b&c=d'],
    ['state', 'x#y'],
  ]);
  const arrived = URL.parse(answered)?.searchParams;
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  const isPrivate = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/.test(url.protocol);
  return [
    ...(isWeb || isPrivate ? [] : ['leads to a scheme or host that may not be']),
    ...(url.hash !== '' || uri.includes('#') ? ['has a fragment'] : []),
    ...(url.username + url.password === '' ? [] : ['has a user name']),
    ...(isWeb && !uri.toLowerCase().startsWith(`${url.protocol}//${url.hostname}`)
      ? ['is written otherwise than read']
      : []),
    ...(answered.startsWith(uri) ? [] : ['was changed by the answer']),
    ...(arrived?.getAll('code').join() === 'a b&c=d' && arrived.getAll('state').join() === 'x#y'
      ? []
      : ['does not carry the answer']),
  ].map(what => `${JSON.stringify(uri)} may be registered and ${what}`);
}

function isLoopbackHost(host: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(host);
}

/** Every mark at every place of every registered URI. */
function handPicked(): string[] {
  return REGISTERED.flatMap(uri =>
    MARKS.flatMap(mark => [
      `${uri}${mark}`,
      `${mark}${uri}`,
      uri.replace('://', `://${mark}`),
      uri.replace('://', `:${mark}//`),
      uri.replace(/(?<=\/\/[^/?]*)(?=[/?]|$)/, mark),
      uri.replace(/\/[^/]*$/, match => `${mark}${match}`),
      uri.replace('?', `${mark}?`),
    ]),
  );
}

function mutate(uri: string, random: Random): string {
  let text = uri;
  for (let i = 1 + random.below(3); i > 0; i--) text = mutateOnce(text, random);
  return text;
}

function mutateOnce(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const character = text[at] ?? '';
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + random.pick(MARKS) + text.slice(at);
    case 2:
      return text.slice(0, at) + String.fromCodePoint(random.below(0x250)) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + swapCase(character) + text.slice(at + 1);
    case 4:
      return text.slice(0, at) + percent(character) + text.slice(at + 1);
    case 5:
      return text.slice(0, at) + text.slice(at - random.below(8)) + text.slice(at);
    case 6:
      return text.replace(/:\d+/, `:${random.below(70_000)}`);
    case 7:
      return text.replace(/(?<=\/\/[^/?:]*)(?=[/?]|$)/, `:${random.below(70_000)}`);
    default:
      return text + random.pick(REGISTERED).slice(random.below(12));
  }
}

function swapCase(character: string): string {
  const upper = character.toUpperCase();
  return upper === character ? character.toLowerCase() : upper;
}

function percent(character: string): string {
  return character === '' ? '' : `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
