/** The token request and its answer, profile by profile. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseParams } from './params.ts';
import type { ProfileName } from './profile.ts';
import { profiles } from './profiles/index.ts';
import { parseTokenRequest } from './token-request.ts';
import { renderTokenResponse } from './token-response.ts';

const parse = (profile: ProfileName, body: string) => parseTokenRequest(parseParams(body), profiles[profile]);
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

function refuses(profile: ProfileName, body: string, code: string): void {
  assert.throws(() => parse(profile, body), { name: 'OAuthError', code }, body);
}

test('R36: the code grant', () => {
  const body = `grant_type=authorization_code&code=c&redirect_uri=https://a.example/&code_verifier=${verifier}&x=1&x=2`;
  assert.deepEqual(parse('standard', body), {
    grantType: 'authorization_code',
    code: 'c',
    redirectUri: 'https://a.example/',
    codeVerifier: verifier,
  });
  assert.deepEqual(parse('copyai', 'grant_type=authorization_code&code=c&redirect_uri='), {
    grantType: 'authorization_code',
    code: 'c',
    redirectUri: undefined,
    codeVerifier: undefined,
  });
});

test('R37: without grant_type Copernica means the code grant, everybody else is told', () => {
  assert.equal(parse('copernica', 'code=c').grantType, 'authorization_code');
  assert.equal(parse('copernica', 'code=c&grant_type=authorization_code').grantType, 'authorization_code');
  refuses('standard', 'code=c', 'invalid_request');
  refuses('standard', 'code=c&grant_type=', 'invalid_request');
});

test('R41, R10: refresh and client credentials, with scopes or as granted', () => {
  assert.deepEqual(parse('fliki', 'grant_type=refresh_token&refresh_token=r'), {
    grantType: 'refresh_token',
    refreshToken: 'r',
    scopes: null,
  });
  assert.deepEqual(parse('fliki', 'grant_type=client_credentials&scope=a%20b'), {
    grantType: 'client_credentials',
    scopes: ['a', 'b'],
  });
  refuses('fliki', 'grant_type=client_credentials&scope=a%20%20b', 'invalid_scope');
});

test('S-C13: an unknown grant, or one the profile has not, is unsupported_grant_type', () => {
  for (const grant of [
    'password',
    'implicit',
    '__proto__',
    'AUTHORIZATION_CODE',
    'urn:ietf:params:oauth:grant-type:device_code',
  ]) {
    refuses('standard', `grant_type=${grant}&code=c`, 'unsupported_grant_type');
  }
  for (const profile of ['copper', 'copernica'] as const) {
    refuses(profile, 'grant_type=refresh_token&refresh_token=r', 'unsupported_grant_type');
    refuses(profile, 'grant_type=client_credentials', 'unsupported_grant_type');
  }
});

test('S-C4: a repeated parameter is invalid_request, and so is a missing one', () => {
  const base = 'grant_type=authorization_code&code=c';
  for (const name of ['grant_type', 'code', 'redirect_uri', 'code_verifier', 'scope', 'refresh_token']) {
    refuses('standard', `${base}&${name}=x&${name}=x`, 'invalid_request');
  }
  refuses('standard', 'grant_type=authorization_code', 'invalid_request');
  refuses('standard', 'grant_type=authorization_code&code=', 'invalid_request');
  refuses('standard', 'grant_type=refresh_token', 'invalid_request');
});

test('S-B11: a malformed verifier is invalid_grant', () => {
  for (const bad of ['short', 'a'.repeat(129), `${verifier}%2B`, `${verifier}%20`]) {
    refuses('standard', `grant_type=authorization_code&code=c&code_verifier=${bad}`, 'invalid_grant');
  }
});

const values = { accessToken: 'at', expiresIn: 3600, refreshToken: 'rt', scopes: ['a', 'b'] };

test('R40: each profile answers exactly the members of its document, in order', () => {
  const render = (profile: ProfileName) => JSON.stringify(renderTokenResponse(profiles[profile], values));
  const whole =
    '{"access_token":"at","token_type":"Bearer","expires_in":3600,"refresh_token":"rt","scope":"a b"}';
  for (const profile of ['standard', 'copyai', 'clipron', 'fliki'] as const)
    assert.equal(render(profile), whole);
  assert.equal(render('copper'), '{"access_token":"at","token_type":"Bearer","scope":"a b"}');
  assert.equal(render('copernica'), '{"access_token":"at"}');
});

test('R40, R42: what there is none of is left out', () => {
  const none = { accessToken: 'at', expiresIn: null, refreshToken: null, scopes: [] };
  const response = renderTokenResponse(profiles.standard, none);
  assert.deepEqual(response, { access_token: 'at', token_type: 'Bearer' });
});
