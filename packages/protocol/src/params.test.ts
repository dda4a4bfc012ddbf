/** Parameters: what is refused, what is kept, and what can never confuse anybody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { OAuthError } from './errors.ts';
import { checkNotRepeated, mergeParams, Params, parseParams } from './params.ts';

const invalidRequest = (error: unknown): boolean =>
  error instanceof OAuthError && error.code === 'invalid_request';

test('RFC 6749 Appendix B: names and values survive encoding, as a browser and as encodeURIComponent write them', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(
    // eslint-disable-next-line no-control-regex
    value => !/[\x00-\x1f\x7f]/.test(value),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 20 }),
      pairs => {
        const strict = pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&');
        for (const raw of [strict, new URLSearchParams(pairs).toString()]) {
          assert.deepEqual(parseParams(raw).entries(), pairs);
        }
      },
    ),
  );
});

test('S-V14: any text at all is parsed or refused with invalid_request', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('%', '%0', '%ff', '%C3%28', '&', '=', '+'),
  );
  fc.assert(
    fc.property(fc.array(piece), parts => {
      try {
        parseParams(parts.join(''));
      } catch (error) {
        assert.ok(invalidRequest(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test('S-V14, S-A23: bad percent-encoding, invalid UTF-8 and control characters are refused', () => {
  const bad = [
    'a=%', 'a=%4', 'a=%zz', '%=a', 'a=%ff', 'a=%C3%28', 'a=%C0%AF', 'a=%ED%A0%80', 'a=é', 'a=\ufffd',
    'a=%00', 'a=x%0d%0aSet-Cookie:y', 'a=%0A', 'a%0d=1', 'a=%09', 'a=%1f', 'a=%7F', 'a=\n',
  ]; // prettier-ignore
  for (const raw of bad) assert.throws(() => parseParams(raw), invalidRequest, raw);
});

test('S-A15: an empty value counts as absent, an unknown name is carried along', () => {
  const params = parseParams('a=&b&c=1&&=x');
  assert.equal(params.get('a'), undefined);
  assert.equal(params.has('a'), false);
  assert.equal(params.get('b'), undefined);
  assert.equal(params.get('c'), '1');
  assert.equal(params.get(''), 'x');
  assert.deepEqual(params.names(), ['a', 'b', 'c', '']);
  assert.deepEqual(params.entries(), [
    ['c', '1'],
    ['', 'x'],
  ]);
});

test('S-A13: a repeated name has no value, whichever is empty, and is named in the refusal', () => {
  for (const raw of ['state=a&state=b', 'state=a&state=a', 'state=&state=b', 'st%61te=a&state=']) {
    const params = parseParams(raw);
    assert.deepEqual([...params.repeated], ['state']);
    assert.equal(params.get('state'), undefined);
    assert.equal(params.has('state'), true);
    assert.deepEqual(params.entries(), []);
    assert.throws(() => checkNotRepeated(params), { code: 'invalid_request', message: /parameter state is/ });
    assert.throws(() => checkNotRepeated(params, ['scope', 'state']), invalidRequest);
    checkNotRepeated(params, ['scope']);
  }
  checkNotRepeated(parseParams('a=1&b=1'));
});

test('S-A13: a name in query and body is repeated, with a value or without', () => {
  const merged = mergeParams(parseParams('a=1&b=2&c=&d=1&d=2'), parseParams('a=1&c=3&e=5'));
  assert.deepEqual([...merged.repeated].toSorted(), ['a', 'c', 'd']);
  assert.deepEqual(merged.entries(), [
    ['b', '2'],
    ['e', '5'],
  ]);
});

test('S-A14: __proto__, constructor, scope[] and a[b] are names like any other', () => {
  const params = parseParams('__proto__=x&constructor=y&toString=z&scope[]=s&a[b]=c');
  assert.equal(params.get('__proto__'), 'x');
  assert.equal(params.get('scope'), undefined);
  assert.equal(params.get('scope[]'), 's');
  assert.equal(parseParams('').get('__proto__'), undefined);
  assert.equal(parseParams('').get('toString'), undefined);
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
  const body = JSON.parse('{"__proto__":"x","code":"c"}') as Record<string, string>;
  assert.equal(Params.from(body).get('__proto__'), 'x');
  assert.equal(Params.from(body).get('code'), 'c');
});

test('S-V6: a JSON body is held to the same limits', () => {
  const bad: unknown[] = [{ a: '\0' }, { a: '\ud800' }, { 'a\n': '1' }, { a: 1 }, { a: null }, { a: ['x'] }];
  for (const body of bad) {
    assert.throws(() => Params.from(body as Record<string, string>), invalidRequest);
  }
});

test('S-V2: number, names and values are limited, in bytes of UTF-8', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, i) => `p${i}=1`).join('&');
  const fits = [
    many(100),
    `${'n'.repeat(128)}=1`,
    `a=${'v'.repeat(16384)}`,
    `state=${'%C3%A9'.repeat(1024)}`,
  ];
  for (const raw of fits) parseParams(raw);
  const tooMuch = [
    many(101),
    'a=1&'.repeat(101),
    `${'n'.repeat(129)}=1`,
    `a=${'v'.repeat(16385)}`,
    `state=${'%C3%A9'.repeat(1025)}`,
    `scope=${'s'.repeat(2049)}`,
    `redirect_uri=${'s'.repeat(2049)}`,
  ];
  for (const raw of tooMuch) assert.throws(() => parseParams(raw), invalidRequest, raw.slice(0, 30));
  assert.equal(parseParams('a=12345', { valueBytes: 5 }).get('a'), '12345');
  assert.throws(() => parseParams('a=123456', { valueBytes: 5 }), invalidRequest);
});
