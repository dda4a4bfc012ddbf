/** How apps say who they are: strict about the form, one way at a time. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { AppCredentialsError, readAppCredentials } from './app-credentials.ts';
import { parseParams } from './params.ts';
import type { AppAuthentication } from './profile.ts';

const ALL: readonly AppAuthentication[] = ['basic', 'post', 'none'];
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

function read(authorization: string | undefined, query = '', methods = ALL) {
  return readAppCredentials({ authorization, params: parseParams(query), methods });
}

function refused(authorization: string | undefined, query: string, code: string, methods = ALL): void {
  assert.throws(
    () => read(authorization, query, methods),
    (error: unknown) =>
      error instanceof AppCredentialsError &&
      error.code === code &&
      error.basicTried === (authorization !== undefined),
    `${authorization} ${query}`,
  );
}

test('RFC 6749 §2.3.1: any id and secret, form-encoded as a browser or encodeURIComponent does it, are read back', () => {
  // eslint-disable-next-line no-control-regex
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter(value => !/[\x00-\x1f\x7f]/.test(value));
  const asForm = (value: string): string => new URLSearchParams([['', value]]).toString().slice(1);
  fc.assert(
    fc.property(text, text, (clientId, clientSecret) => {
      for (const encode of [encodeURIComponent, asForm]) {
        const header = `Basic ${base64(`${encode(clientId)}:${encode(clientSecret)}`)}`;
        assert.deepEqual(read(header), { method: 'basic', clientId, clientSecret, basicTried: true });
      }
    }),
  );
});

test('S-C8: the scheme is read in any case', () => {
  for (const scheme of ['Basic', 'basic', 'BASIC', 'bAsIc']) {
    assert.equal(read(`${scheme} ${base64('id:secret')}`).clientSecret, 'secret');
  }
});

test('S-C7: base64 that only a lax decoder accepts is refused', () => {
  const good = base64('client:secret1'); // 14 bytes: one "=" at the end
  assert.equal(good.at(-1), '=');
  assert.equal(read(`Basic ${good}`).clientSecret, 'secret1');
  const bad = [
    good.slice(0, -1), `${good}=`, `${good}==`, `=${good}`, `${good.slice(0, 4)} ${good.slice(4)}`, `${good.slice(0, 4)}\n${good.slice(4)}`,
    `${good}!`, `!${good}`, `${good.slice(0, 4)}-${good.slice(5)}`, `${good.slice(0, 4)}_${good.slice(5)}`, `${good} x`, `${good}, Basic x`,
    `${good.slice(0, 4)}=${good.slice(5)}`, good.replace(/.=$/, 'B='), 'A', '====',
  ]; // prettier-ignore
  for (const text of bad) refused(`Basic ${text}`, '', 'invalid_client');
});

test('S-C7: no colon, no id, no secret, bad encoding, NUL and bytes outside ASCII are refused', () => {
  for (const text of [
    'id',
    ':secret',
    'id:',
    'a%:b',
    'a:%zz',
    'a:%ff',
    'a:\0',
    'a:%00',
    'a%0d:b',
    'a:é',
    'a\0:b',
    'a:b\n',
  ]) {
    refused(`Basic ${base64(text)}`, '', 'invalid_client');
  }
  assert.equal(read(`Basic ${base64('id:a:b')}`).clientSecret, 'a:b');
});

test('S-C24: a header of any shape is read or refused, never anything else', () => {
  const header = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }).map(text => `Basic ${text}`),
    fc.base64String().map(text => `Basic ${text}`),
  );
  fc.assert(
    fc.property(header, text => {
      try {
        read(text);
      } catch (error) {
        assert.ok(error instanceof AppCredentialsError);
        assert.equal(error.code, 'invalid_client');
        assert.equal(error.basicTried, true);
      }
    }),
    { numRuns: 2000 },
  );
  for (const text of ['', ' ', 'Basic', 'Basic ', 'Bearer x', 'Digest x', `Basic ${'A'.repeat(8000)}`]) {
    refused(text, '', 'invalid_client');
  }
});

test('R36, R37: id and secret in the body, or in the query where the profile says so', () => {
  const query = 'client_id=a&client_secret=b';
  const expected = { clientId: 'a', clientSecret: 'b', basicTried: false };
  assert.deepEqual(read(undefined, query), { method: 'post', ...expected });
  assert.deepEqual(read(undefined, query, ['query']), { method: 'query', ...expected });
});

test('RFC 6749 §2.3: a public app sends its id alone', () => {
  const expected = { method: 'none', clientId: 'a', clientSecret: undefined, basicTried: false };
  assert.deepEqual(read(undefined, 'client_id=a'), expected);
  refused(undefined, 'client_id=a', 'invalid_client', ['basic', 'post']);
  refused(undefined, 'client_id=a&client_secret=', 'invalid_client', ['query']);
  refused(undefined, '', 'invalid_client');
});

test('S-C5: two ways at once are invalid_request', () => {
  const basic = `Basic ${base64('a:b')}`;
  refused(basic, 'client_secret=b', 'invalid_request');
  refused(basic, 'client_id=a&client_secret=b', 'invalid_request');
  refused(basic, 'client_assertion=x', 'invalid_request');
  refused(undefined, 'client_id=a&client_secret=b&client_assertion=x', 'invalid_request');
  refused(basic, 'client_id=other', 'invalid_request');
  assert.equal(read(basic, 'client_id=a').method, 'basic');
});

test('S-C4: a repeated client_id or client_secret is invalid_request', () => {
  for (const query of ['client_id=a&client_id=a', 'client_id=a&client_secret=b&client_secret=b']) {
    assert.throws(() => read(undefined, query), { code: 'invalid_request' });
  }
});

test('S-C6: a way that is not offered is invalid_client, and the answer says which is', () => {
  assert.throws(() => read(undefined, 'client_id=a', ['post']), /client_secret is missing/);
  assert.throws(() => read(undefined, 'client_id=a&client_secret=b', ['basic']), /Authorization header/);
  refused(`Basic ${base64('a:b')}`, '', 'invalid_client', ['post', 'none']);
  refused(`Basic ${base64('a:b')}`, 'client_id=a', 'invalid_client', ['query']);
  refused(undefined, 'client_id=a&client_secret=b', 'invalid_client', ['basic']);
  refused(undefined, 'client_id=a&client_assertion=x', 'invalid_client');
});
