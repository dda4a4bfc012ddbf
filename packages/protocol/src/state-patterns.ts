/** What makes a `state` predictable. Each test is so strict that random text meets it less than once in 10^9 (docs/decisions/0002-state-judge.md). */
import { STATE_WORDS } from './state-words.ts';

/** Bits that must remain when what is predictable is taken out. */
const BITS_NEEDED = 48;
const SEPARATORS = /[\s\-_.:;,/|+=&?!'"(){}[\]<>#@*~]/g;

/** Bits of a random text of this look: the alphabet is the smallest usual one that contains it. */
function estimateBits(text: string): number {
  const alphabets: [RegExp, number][] = [
    [/^[0-9]*$/, 10],
    [/^(?:[0-9a-f]*|[0-9A-F]*)$/, 16],
    [/^(?:[a-z]*|[A-Z]*)$/, 26],
    [/^(?:[0-9a-z]*|[0-9A-Z]*)$/, 36],
  ];
  const size = alphabets.find(([pattern]) => pattern.test(text))?.[1] ?? 64;
  return text.length * Math.log2(size);
}

/** A third of the text, and at least 11 characters, repeat what stood one period before. */
export function isRepeating(text: string): boolean {
  const enough = Math.max(11, Math.ceil(text.length / 3));
  const longestPeriod = Math.min(text.length >> 1, 256);
  for (let period = 1; period <= longestPeriod; period += 1) {
    let run = 0;
    for (let i = period; i < text.length; i += 1) {
      run = text.charCodeAt(i) === text.charCodeAt(i - period) ? run + 1 : 0;
      if (run >= enough) return true;
    }
  }
  return false;
}

/** Counting, the alphabet, or fingers walking over the keyboard. */
export function isSequence(text: string): boolean {
  const compact = text.replace(SEPARATORS, '').toLowerCase();
  return isCounting(compact) || coveredBySequences(compact) >= compact.length * 0.6;
}

/** Text cut into numbers of equal width that grow by a constant: `000102…`, `001002…`, `a1b2c3…`. */
function isCounting(text: string): boolean {
  const radixes: [RegExp, number][] = [
    [/^[0-9]+$/, 10],
    [/^[0-9a-f]+$/, 16],
    [/^[0-9a-z]+$/, 36],
  ];
  return radixes.some(
    ([digits, radix]) =>
      digits.test(text) && [1, 2, 3, 4, 5].some(width => hasConstantSteps(cut(text, width, radix))),
  );
}

function cut(text: string, width: number, radix: number): number[] {
  const count = Math.floor(text.length / width);
  return Array.from({ length: count }, (_, i) => parseInt(text.slice(i * width, (i + 1) * width), radix));
}

/** Whether three of four steps equal the one before. */
export function hasConstantSteps(numbers: readonly number[]): boolean {
  if (numbers.length < 6) return false;
  const steps = numbers.slice(1).map((number, i) => number - (numbers[i] ?? 0));
  const same = steps.filter((step, i) => i > 0 && step === steps[i - 1]).length;
  return same >= (steps.length - 1) * 0.75;
}

const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  '0123456789abcdef0123456789abcdef',
  'abcdefghijklmnopqrstuvwxyz0123456789abcd',
  'qwertyuiopasdfghjklzxcvbnmqwerty',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertzuiopasdfghjklyxcvbnm',
  '1234567890qwertyuiop',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'aabbccddeeffgghhiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz',
  '00112233445566778899aabbccddeeff',
  'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6',
  '1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p',
];
const STRIDE = 5;
const SEQUENCE_PIECES = new Set(SEQUENCES.flatMap(withSteps).flatMap(pieces));

/** The text itself, backwards, and every second and third of its characters. */
function withSteps(text: string): string[] {
  const every = (step: number): string[] =>
    Array.from({ length: step }, (_, start) => [...text].filter((_c, i) => i % step === start).join(''));
  return [text, ...every(2), ...every(3)].flatMap(forward => [forward, [...forward].toReversed().join('')]);
}

function pieces(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - STRIDE + 1) }, (_, i) => text.slice(i, i + STRIDE));
}

/** How many characters stand in a run of at least five of a known sequence. */
function coveredBySequences(text: string): number {
  let covered = 0;
  let end = 0;
  for (let i = 0; i + STRIDE <= text.length; i += 1) {
    if (!SEQUENCE_PIECES.has(text.slice(i, i + STRIDE))) continue;
    covered += i + STRIDE - Math.max(end, i);
    end = i + STRIDE;
  }
  return covered;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const DATE =
  /(?:19|20)[0-9]{2}[-/.]?(?:0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12][0-9]|3[01])(?:[T _-]?(?:[01][0-9]|2[0-3])[:h]?[0-5][0-9](?:[:m]?[0-5][0-9](?:[.,][0-9]{1,9})?)?)?/g;
const UUID_OF_TIME = /^[0-9a-f]{8}-[0-9a-f]{4}-[126][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A time of about now, a date, a small number with zeros around it, or a UUID made of a time. */
export function isTime(text: string, nowSeconds: number): boolean {
  if (UUID_OF_TIME.test(text) || /^0{11}|0{11}$/.test(text)) return true;
  const rest = withoutTimes(text.replace(DATE, '~'), nowSeconds);
  return rest !== text && bitsBesideWords(rest) < BITS_NEEDED;
}

/** Seconds, milliseconds, microseconds or nanoseconds in decimal digits, within a day of now; or seconds in hexadecimal ones, within an hour. */
function withoutTimes(text: string, nowSeconds: number): string {
  const isNear = (seconds: number, distance: number): boolean => Math.abs(seconds - nowSeconds) <= distance;
  let rest = '';
  for (let i = 0; i < text.length;) {
    const decimal = /^[0-9]{10}(?:[0-9]{9}|[0-9]{6}|[0-9]{3})?/.exec(text.slice(i, i + 19))?.[0];
    const hex = /^[0-9a-f]{8}/i.exec(text.slice(i, i + 8))?.[0];
    const found =
      decimal !== undefined && isNear(Number(decimal.slice(0, 10)), DAY)
        ? decimal
        : hex !== undefined && isNear(parseInt(hex, 16), HOUR)
          ? hex
          : undefined;
    rest += found === undefined ? text.charAt(i) : '~';
    i += found?.length ?? 1;
  }
  return rest;
}

const WORDS = new RegExp(STATE_WORDS.toSorted((a, b) => b.length - a.length).join('|'), 'gi');

/** Known words, with too little beside them. */
export function isWords(text: string): boolean {
  return text.search(WORDS) >= 0 && bitsBesideWords(text) < BITS_NEEDED;
}

/** Letters of one case between two words are mostly further words: they count less. */
function bitsBesideWords(text: string): number {
  const rest = text.replace(WORDS, '').replace(SEPARATORS, '');
  const isProse = (text.match(WORDS)?.length ?? 0) > 1 && /^(?:[a-z]*|[A-Z]*)$/.test(rest);
  return isProse ? rest.length * 2.5 : estimateBits(rest);
}
