/** Bytes of good requests, broken: flipped, cut, doubled, spliced, and with pieces that have hurt parsers before. */
import type { Random } from '../faults/random.ts';

const PIECES = [
  '\0',
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  ' ',
  '\t',
  '%',
  '%00',
  '%0d%0a',
  '%zz',
  '%c0%ae',
  '%ff',
  '%F0%9F%98%80',
  '%u0041',
  '+',
  '&',
  '=',
  '&&',
  '==',
  ';',
  ',',
  '"',
  "'",
  '\\',
  '\\u0000',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  '[[[[[[[[',
  '{"a":',
  ':null',
  ':{}',
  ':1e999',
  ':-0',
  'true',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '../',
  '/..;/',
  '//',
  '/./',
  '%2f',
  '%2e%2e',
  '\\..\\',
  '*',
  '?',
  '#',
  '@',
  '\u00ff\u00fe',
  '\xef\xbb\xbf',
  '\xc3\x28',
  '\xed\xa0\x80',
  '\xf0\x9f\x98\x80',
  'Transfer-Encoding: chunked\r\n',
  'Content-Length: 0\r\n',
  'Content-Length: 99999999999\r\n',
  'Content-Encoding: gzip\r\n',
  'Expect: 100-continue\r\n',
  'Upgrade: h2c\r\n',
  'Connection: keep-alive\r\n',
  'X-Forwarded-For: 1.2.3.4\r\n',
  'Cookie: a=b; a=c\r\n',
  'Content-Type: multipart/form-data; boundary=x\r\n',
  'Range: bytes=0-\r\n',
  'Accept-Language: \xff;q=1e9\r\n',
  'client_id=x&',
  'client_secret=y&',
  'scope=a&scope=b&',
  'prompt=none&',
  'max_age=0&',
  'response_mode=form_post&',
  'request_uri=https://evil.example&',
  'code_challenge_method=plain&',
  'ui_locales=nl&',
  'grant_type=password&',
  'grant_type=refresh_token&',
  '0',
  '-1',
  '1e309',
  '9999999999999999999999',
  'NaN',
  'undefined',
  'null',
  "' OR 1=1 --",
  '${7*7}',
  '<script>alert(1)</script>',
  '{{x}}',
  '$(id)',
  'a'.repeat(300),
  'A'.repeat(5000),
  ' '.repeat(12_000) + 'x',
  ':'.repeat(12_000),
  '="\\'.repeat(4000),
  '%41'.repeat(2000),
  '&a=b'.repeat(150),
].map(piece => Buffer.from(piece, 'latin1'));

/** The bytes stay a request; what its parameters and headers say is another. */
export function mutateValues(requests: readonly Buffer[], random: Random): Buffer {
  let bytes = random.pick(requests);
  for (let i = 1 + random.below(3); i > 0; i--) bytes = replaceValue(bytes, random);
  return bytes;
}

export function mutateBytes(requests: readonly Buffer[], random: Random): Buffer {
  let bytes = random.pick(requests);
  for (let i = 1 + random.below(4); i > 0; i--) bytes = mutateOnce(bytes, requests, random);
  return bytes;
}

function mutateOnce(bytes: Buffer, requests: readonly Buffer[], random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(24);
  switch (random.below(12)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = flipped[at]! ^ (1 << random.below(8));
      return flipped;
    }
    case 1: {
      const replaced = Buffer.from(bytes);
      if (at < replaced.length) replaced[at] = random.below(256);
      return replaced;
    }
    case 2:
      return cut(bytes, at, at + length);
    case 3:
      return join(bytes.subarray(0, at), random.pick(PIECES), bytes.subarray(at));
    case 4:
      return join(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - length)));
    case 5: {
      const other = random.pick(requests);
      return join(bytes.subarray(0, at), other.subarray(random.below(other.length)));
    }
    case 6:
    case 7:
    case 8:
    case 9:
    case 10:
      return replaceValue(bytes, random);
    default:
      return join(insertAfterHead(bytes, random.pick(PIECES)));
  }
}

/** Another value for one of its parameters: the rest stays good, so that what is behind the parser is reached. */
function replaceValue(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const values = [...text.matchAll(/(?<=[a-z_]+[=:]"?)[^&\s"]{1,400}/g)];
  const value = values[random.below(values.length)];
  if (value === undefined) return bytes;
  const piece = random.pick(PIECES).toString('latin1');
  const replaced = text.slice(0, value.index) + piece + text.slice(value.index + value[0].length);
  return Buffer.from(fixLength(replaced), 'latin1');
}

/** A header line more, directly below the request line. */
function insertAfterHead(bytes: Buffer, piece: Buffer): Buffer {
  const end = bytes.indexOf('\r\n') + 2;
  return join(bytes.subarray(0, end), piece, bytes.subarray(end));
}

/** The right Content-Length for the body there is now. */
function fixLength(text: string): string {
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  return text.replace(/content-length: \d+/, `content-length: ${body.length}`);
}

function cut(bytes: Buffer, from: number, to: number): Buffer {
  return join(bytes.subarray(0, from), bytes.subarray(to));
}

function join(...parts: Buffer[]): Buffer {
  return Buffer.concat(parts);
}
