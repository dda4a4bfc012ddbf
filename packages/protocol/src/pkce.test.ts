/** The form of PKCE values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCodeChallenge, isCodeVerifier } from './pkce.ts';

test('S-B10, RFC 7636 §4.2: a challenge is exactly 43 base64url characters', () => {
  assert.ok(isCodeChallenge('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'));
  const a = 'a'.repeat(42);
  for (const bad of ['', a, `${a}aa`, `${a}=`, `${a}+`, `${a}/`, `${a}.`, `${a}a\n`, `\n${a}a`, `${a}é`]) {
    assert.equal(isCodeChallenge(bad), false, bad);
  }
});

test('S-B11, RFC 7636 §4.1: a verifier is 43 to 128 unreserved characters', () => {
  for (const good of ['a'.repeat(43), 'Z'.repeat(128), `-._~${'0'.repeat(40)}`])
    assert.ok(isCodeVerifier(good));
  const a = 'a'.repeat(42);
  for (const bad of ['', a, 'a'.repeat(129), `${a}+`, `${a} `, `${a}=`, `${a}a\n`, `${a}é`]) {
    assert.equal(isCodeVerifier(bad), false, bad);
  }
});
