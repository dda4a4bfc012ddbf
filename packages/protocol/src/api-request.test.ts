/** Credentials of API requests, challenges and redaction. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { bearerChallenge, isApiKey, readCredential, redactQuery, type ApiRequest } from './api-request.ts';
import { OAuthError } from './errors.ts';
import { parseParams } from './params.ts';
import type { ProfileName } from './profile.ts';
import { profiles } from './profiles/index.ts';

function read(profile: ProfileName, request: Partial<ApiRequest> & { search?: string }) {
  const { search = '', ...rest } = request;
  return readCredential(
    { authorization: undefined, headers: {}, query: parseParams(search), ...rest },
    profiles[profile].api,
  );
}

const refused = (code: string) => ({ name: 'OAuthError', code });

test('S-Q1, R43, S-G6: a bearer token in the header, the scheme in any case, and under no other scheme', () => {
  for (const authorization of ['Bearer abc', 'bearer abc', 'BEARER  abc ', ['Bearer abc']]) {
    assert.deepEqual(read('standard', { authorization }), { type: 'bearer', value: 'abc' });
  }
  for (const authorization of [undefined, '', 'Basic YTpi', 'DPoP abc', 'Bearerabc', []]) {
    assert.equal(read('standard', { authorization }), null);
  }
});

test('RFC 6750 §2.1: a malformed token is invalid_request', () => {
  for (const token of ['', ' ', 'a b', 'a,b', 'a"b', '=a', 'é', 'a\0', 'a\nb', 'x'.repeat(8193)]) {
    assert.throws(
      () => read('standard', { authorization: `Bearer ${token}` }),
      refused('invalid_request'),
      token,
    );
  }
  assert.throws(() => read('standard', { authorization: 'Bearer' }), refused('invalid_request'));
});

test('S-C24: a header of any shape is a credential, none, or invalid_request', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, bearer) => {
      try {
        read('copper', {
          authorization: bearer ? `Bearer ${text}` : text,
          headers: { 'x-pw-accesstoken': text },
        });
      } catch (error) {
        assert.ok(error instanceof OAuthError && ['invalid_request', 'invalid_token'].includes(error.code));
      }
    }),
  );
});

test('S-V5 a header full of spaces is refused at once: no pattern tries each of them', () => {
  const authorization = `Bearer a${' '.repeat(16_000)}b`;
  const begun = process.threadCpuUsage();
  assert.throws(() => read('standard', { authorization }), refused('invalid_request'));
  assert.ok(process.threadCpuUsage(begun).user < 20_000);
});

test('S-Q2: a token in the query is ignored, but where the old API takes it', () => {
  assert.equal(read('standard', { search: 'access_token=abc' }), null);
  assert.deepEqual(read('copernica', { search: 'access_token=abc' }), { type: 'bearer', value: 'abc' });
  assert.equal(read('copernica', { search: 'access_token=' }), null);
});

test('S-Q2, RFC 6750 §2: two places or two values are invalid_request', () => {
  const twice: [ProfileName, Partial<ApiRequest> & { search?: string }][] = [
    ['standard', { authorization: ['Bearer a', 'Bearer a'] }],
    ['copernica', { authorization: 'Bearer a', search: 'access_token=a' }],
    ['copernica', { search: 'access_token=a&access_token=a' }],
    ['copper', { authorization: 'Bearer a', headers: { 'x-pw-accesstoken': 'vkk_a' } }],
    ['copper', { headers: { 'x-pw-accesstoken': ['vkk_a', 'vkk_a'] } }],
    ['copper', { headers: { 'x-pw-accesstoken': 'vkk_a, vkk_a' } }],
    ['copper', { headers: { 'x-pw-accesstoken': 'vkk_a', 'x-pw-application': ['a', 'b'] } }],
  ];
  for (const [profile, request] of twice)
    assert.throws(() => read(profile, request), refused('invalid_request'));
});

test('R4: Copper’s key stands in a header of its own and brings its companions', () => {
  const headers = {
    'x-pw-accesstoken': 'vkk_1',
    'x-pw-application': 'developer_api',
    'x-pw-useremail': 'a@b.example',
    other: 'x',
  };
  assert.deepEqual(read('copper', { headers }), {
    type: 'api_key',
    value: 'vkk_1',
    companions: { 'x-pw-application': 'developer_api', 'x-pw-useremail': 'a@b.example' },
  });
  assert.deepEqual(read('copyai', { headers: { 'x-copy-ai-api-key': 'vkk_1' } }), {
    type: 'api_key',
    value: 'vkk_1',
    companions: {},
  });
  assert.equal(read('standard', { headers }), null);
});

test('R4: a key as a bearer is told from a token by its form, where keys may stand there', () => {
  assert.ok(isApiKey('vkk_abc') && !isApiKey('vka_abc') && !isApiKey('xvkk_'));
  const key = { type: 'api_key', value: 'vkk_abc', companions: {} };
  assert.deepEqual(read('fliki', { authorization: 'Bearer vkk_abc' }), key);
  assert.deepEqual(read('copernica', { search: 'access_token=vkk_abc' }), key);
  for (const profile of ['copper', 'copyai'] as const) {
    assert.throws(() => read(profile, { authorization: 'Bearer vkk_abc' }), refused('invalid_token'));
  }
});

test('RFC 6750 §3, S-Q1: the challenge, bare and with a reason', () => {
  assert.equal(bearerChallenge({}), 'Bearer realm="api"');
  assert.equal(
    bearerChallenge({
      error: 'insufficient_scope',
      description: 'More is "needed" \\ \r\né',
      scopes: ['a', 'b:c'],
    }),
    `Bearer realm="api", error="insufficient_scope", error_description="More is 'needed' ? ???", scope="a b:c"`,
  );
});

test('S-U2: an address in a log has the names of its parameters and none of their values', () => {
  assert.equal(
    redactQuery('/v1/token?client_id=a&client_secret=b=c&code'),
    '/v1/token?client_id=***&client_secret=***&***',
  );
  assert.equal(redactQuery('/x'), '/x');
  assert.equal(redactQuery('/x#secret'), '/x');
  assert.equal(redactQuery('/x?'), '/x?');
  assert.equal(redactQuery('/x?a=1?b=2#c=3'), '/x?a=***');
  assert.equal(redactQuery('/x?&a=#secret'), '/x?&a=***');
});

test('S-U2: no value survives redaction', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z_]{1,8}$/), fc.stringMatching(/^[A-Z0-9]{1,20}$/))),
      pairs => {
        const redacted = redactQuery(`/path?${pairs.map(pair => pair.join('=')).join('&')}`);
        assert.equal(redacted, `/path?${pairs.map(([name]) => `${name}=***`).join('&')}`);
      },
    ),
  );
});
