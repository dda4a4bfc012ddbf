/** Random secrets: their strength, their form, and how they are compared and kept. */
import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import {
  Pepper,
  apiKeyId,
  equalDigests,
  newApiKey,
  newAppSecret,
  randomText,
  randomToken,
} from './secrets.ts';
import { newId } from './ids.ts';

test('S-B1 S-J9 100,000 secrets: no duplicate, and every character as likely as every other (chi-square)', () => {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (let i = 0; i < 100_000; i++) {
    const text = randomText(32);
    seen.add(text);
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  assert.equal(seen.size, 100_000);
  assert.equal(counts.size, 62);
  const expected = (100_000 * 32) / 62;
  const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // 61 degrees of freedom: beyond 130 once in a million runs; a modulo bias gives tens of thousands.
  assert.ok(chiSquare < 130, String(chiSquare));
});

test('S-J9 R19 an app secret has 256 bits and is alphanumeric; a token of ours 32 bytes', () => {
  assert.match(newAppSecret(), /^vks[0-9A-Za-z]{49}$/);
  assert.ok(43 * Math.log2(62) >= 256);
  assert.match(randomToken(), /^[A-Za-z0-9_-]{43}$/);
  assert.notEqual(randomToken(), randomToken());
});

test('S-P1 the id is read from a key only when its form and checksum are right', () => {
  const id = newId(1);
  const key = newApiKey(id);
  assert.equal(apiKeyId(key), id);
  for (let i = 0; i < key.length; i++)
    assert.equal(
      apiKeyId(key.slice(0, i) + (key[i] === '0' ? '1' : '0') + key.slice(i + 1)),
      null,
      String(i),
    );
  for (const text of ['', 'vkk_', key.slice(1), `${key} `, `${key}\n`, key.slice(0, -1)])
    assert.equal(apiKeyId(text), null);
});

test('S-T2 without the pepper a stolen hash neither is tested nor forged; kinds do not mix', () => {
  const [one, two] = [1, 2].map(byte => new Pepper(createSecretKey(Buffer.alloc(32, byte))));
  assert.notEqual(one!.hash('token', 'secret'), two!.hash('token', 'secret'));
  assert.notEqual(one!.hash('token', 'secret'), one!.hash('api-key', 'secret'));
  assert.notEqual(one!.hash('token', 'a', 'b'), one!.hash('token', 'ab'));
  assert.notEqual(one!.hash('token', 'a', 'b'), one!.hash('token', 'a\0c'));
  assert.match(one!.hash('token', 'secret'), /^[A-Za-z0-9_-]{43}$/);
  assert.equal(one!.matches('token', 'secret', one!.hash('token', 'secret')), true);
  assert.equal(one!.matches('token', 'secret', two!.hash('token', 'secret')), false);
});

test('S-T3 digests of other lengths are unequal, not an exception', () => {
  assert.equal(equalDigests('abc', 'abc'), true);
  assert.equal(equalDigests('abc', 'abd'), false);
  assert.equal(equalDigests('abc', 'abcd'), false);
  assert.equal(equalDigests('é', 'ab'), false);
  assert.equal(equalDigests('', ''), true);
});
