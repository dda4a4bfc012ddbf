/** The authorization request, profile by profile. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  parseAuthorizationRequest,
  readClientAndRedirect,
  readResponseTarget,
  StateRefusedError,
  type AuthorizationContext,
} from './authorization-request.ts';
import { OAuthError } from './errors.ts';
import { parseParams } from './params.ts';
import type { ProfileName } from './profile.ts';
import { profiles } from './profiles/index.ts';

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const pkce = `code_challenge=${challenge}&code_challenge_method=S256`;
const goodState = 'd290ba3c-4d6e-4f0a-9b1c-7e5a2f8c6b34';

function parse(profile: ProfileName, query: string, change: Partial<AuthorizationContext> = {}) {
  return parseAuthorizationRequest(parseParams(query), {
    profile: profiles[profile],
    app: { scopes: ['read', 'write'], type: 'confidential' },
    scopes: ['read', 'write', 'secret'],
    defaultScopes: ['read', 'secret'],
    judgeNow: 1_732_104_961,
    clientId: 'app',
    ...change,
  });
}

function refuses(profile: ProfileName, query: string, code: string, message?: RegExp): void {
  assert.throws(() => parse(profile, query), { code, ...(message ? { message } : {}) }, query);
}

test('S-A3, S-A13: client_id and redirect_uri are read first, and refused without trusting anybody', () => {
  const read = (query: string) => readClientAndRedirect(parseParams(query));
  assert.deepEqual(read('client_id=a&redirect_uri=b'), { clientId: 'a', redirectUri: 'b' });
  assert.deepEqual(read('client_id=a&redirect_uri='), { clientId: 'a', redirectUri: undefined });
  for (const query of [
    '',
    'client_id=',
    'client_id=a&client_id=a',
    'client_id=a&redirect_uri=b&redirect_uri=b',
  ]) {
    assert.throws(() => read(query), { code: 'invalid_request' });
  }
});

test('S-A17, S-A18: an error is answered with the state byte for byte, in a mode the profile has', () => {
  const target = (profile: ProfileName, query: string) =>
    readResponseTarget(parseParams(query), profiles[profile]);
  const state = '"<&%é\'+ ';
  assert.deepEqual(target('standard', `state=${encodeURIComponent(state)}`), {
    state,
    responseMode: 'query',
  });
  assert.deepEqual(target('copper', 'response_mode=fragment'), {
    state: undefined,
    responseMode: 'form_post',
  });
  assert.deepEqual(target('copper', 'response_mode=query'), { state: undefined, responseMode: 'query' });
  assert.deepEqual(target('standard', 'state=a&state=a&response_mode=form_post&response_mode=query'), {
    state: undefined,
    responseMode: 'query',
  });
});

test('R23: a whole request of the standard profile', () => {
  const query = `response_type=code&scope=write%20read&state=x&${pkce}&prompt=login%20consent&ui_locales=nl-BE%20en&login_hint=a%40b.example&response_mode=form_post&unknown=1&unknown=2`;
  assert.deepEqual(parse('standard', query), {
    responseMode: 'form_post',
    state: 'x',
    codeChallenge: challenge,
    scopes: ['write', 'read'],
    prompts: ['login', 'consent'],
    uiLocales: ['nl-BE', 'en'],
    loginHint: 'a@b.example',
  });
});

test('S-A13: a repeated parameter is invalid_request', () => {
  for (const name of [
    'response_type',
    'scope',
    'state',
    'code_challenge',
    'prompt',
    'login_hint',
    'response_mode',
  ]) {
    refuses(
      'fliki',
      `response_type=code&scope=read&${name}=code&${name}=code`,
      'invalid_request',
      /more than once/,
    );
  }
});

test('S-A16: only the code flow exists', () => {
  refuses('standard', pkce, 'invalid_request');
  for (const type of ['token', 'id_token', 'code token', 'token code', 'CODE', 'none', 'code ']) {
    refuses('standard', `response_type=${encodeURIComponent(type)}&${pkce}`, 'unsupported_response_type');
  }
});

test('S-A17: a response_mode that is not offered is invalid_request', () => {
  for (const mode of ['fragment', 'jwt', 'web_message', 'form_post.jwt']) {
    refuses('standard', `response_type=code&${pkce}&response_mode=${mode}`, 'invalid_request');
  }
  refuses('copernica', `response_type=code&state=${goodState}&response_mode=form_post`, 'invalid_request');
  assert.equal(parse('copper', 'response_type=code&scope=read').responseMode, 'form_post');
});

test('RFC 9101 §5, S-F5, S-F11: request and request_uri are refused, not ignored', () => {
  for (const object of ['request=eyJhbGciOiJub25lIn0.e30.', 'request_uri=https://evil.example/']) {
    refuses('standard', `response_type=code&${pkce}&${object}`, 'invalid_request', /not supported/);
  }
});

test('S-B8: the standard profile and every public app need a challenge', () => {
  refuses('standard', 'response_type=code', 'invalid_request', /code_challenge is missing/);
  refuses('standard', 'response_type=code&code_challenge=&code_challenge_method=S256', 'invalid_request');
  assert.equal(parse('fliki', 'response_type=code&scope=read').codeChallenge, null);
  const app = { scopes: ['read'], type: 'public' } as const;
  assert.throws(() => parse('fliki', 'response_type=code&scope=read', { app }), { code: 'invalid_request' });
});

test('S-B9: plain, a missing and an unknown method are refused, whatever the profile', () => {
  for (const profile of ['standard', 'fliki'] as const) {
    for (const method of [
      '',
      '&code_challenge_method=plain',
      '&code_challenge_method=s256',
      '&code_challenge_method=S512',
    ]) {
      refuses(
        profile,
        `response_type=code&scope=read&code_challenge=${challenge}${method}`,
        'invalid_request',
      );
    }
    refuses(profile, 'response_type=code&scope=read&code_challenge_method=S256', 'invalid_request');
  }
});

test('S-B10: a challenge that is not 43 base64url characters is invalid_request', () => {
  for (const bad of ['abc', `${challenge}A`, `${challenge.slice(1)}=`, `${challenge.slice(1)}%2B`]) {
    refuses(
      'standard',
      `response_type=code&code_challenge_method=S256&code_challenge=${bad}`,
      'invalid_request',
    );
  }
});

test('R23: state may be missing or not, by profile', () => {
  assert.equal(parse('fliki', 'response_type=code&scope=read').state, undefined);
  for (const profile of ['copyai', 'clipron'] as const) {
    refuses(profile, 'response_type=code&scope=read', 'invalid_request', /state is missing/);
    refuses(profile, 'response_type=code&scope=read&state=', 'invalid_request');
    assert.equal(parse(profile, 'response_type=code&scope=read&state=1').state, '1');
  }
});

test('R25, S-X3: Copernica judges the state and says why it refuses', () => {
  const cases = { '': 'missing', '&state=1': 'too_short', [`&state=${'ab'.repeat(20)}`]: 'few_characters' };
  for (const [state, refusal] of Object.entries(cases)) {
    assert.throws(
      () => parse('copernica', `response_type=code${state}`),
      (error: unknown) =>
        error instanceof StateRefusedError && error.code === 'invalid_request' && error.refusal === refusal,
    );
  }
  assert.equal(parse('copernica', `response_type=code&state=${goodState}`).state, goodState);
});

test('R23, S4: Copernica never reads a scope', () => {
  const query = `response_type=code&state=${goodState}&scope=%22nonsense%22`;
  assert.deepEqual(parse('copernica', query, { defaultScopes: ['all'] }).scopes, ['all']);
});

test('S-A25: unknown, malformed and not allowed scopes are invalid_scope', () => {
  for (const scope of ['unknown', 'read unknown', 'secret', 'read  write', 'a"b', 'READ']) {
    refuses('fliki', `response_type=code&scope=${encodeURIComponent(scope)}`, 'invalid_scope');
  }
  // The provider dropped a scope that the app still has.
  assert.throws(() => parse('fliki', 'response_type=code&scope=write', { scopes: ['read'] }), {
    code: 'invalid_scope',
  });
});

test('S-A25: the developer reads which scope it was: on the page where the provider knows it, else in the request log alone', () => {
  const errorOf = (scope: string): OAuthError => {
    try {
      parse('fliki', `response_type=code&scope=${scope}`);
    } catch (error) {
      if (error instanceof OAuthError) return error;
    }
    throw new Error('not refused');
  };
  assert.match(errorOf('read%20secret').description, /^The scope secret is not among those the app/);
  const unknown = errorOf('read%20CALL-US-NOW');
  assert.match(unknown.reason, /'CALL-US-NOW'.*may ask for: read write$/);
  assert.ok(!unknown.description.includes('CALL-US-NOW'));
});

test('RFC 6749 §3.3, R48: without scope the default is granted as far as the app may have it, or the request is refused', () => {
  assert.deepEqual(parse('standard', `response_type=code&${pkce}`).scopes, ['read']);
  assert.throws(() => parse('standard', `response_type=code&${pkce}`, { defaultScopes: [] }), {
    code: 'invalid_scope',
  });
  for (const profile of ['copyai', 'copper', 'fliki'] as const) {
    refuses(profile, 'response_type=code&state=x', 'invalid_scope', /scope is missing/);
  }
});

test('OpenID Connect Core §3.1.2.1: unknown prompts, and none with another, are invalid_request', () => {
  const prompts = (text: string) =>
    parse('fliki', `response_type=code&scope=read&prompt=${encodeURIComponent(text)}`).prompts;
  assert.deepEqual(prompts('none'), ['none']);
  assert.deepEqual(prompts('select_account login login'), ['select_account', 'login']);
  assert.deepEqual(prompts(''), []);
  for (const bad of ['create', 'none login', 'login none', 'Login']) {
    assert.throws(() => prompts(bad), { code: 'invalid_request' }, bad);
  }
});

test('S-N1: hints that cannot be true are left out', () => {
  const request = parse(
    'fliki',
    `response_type=code&scope=read&ui_locales=${encodeURIComponent('nl <script> en-GB x')}&login_hint=${'a'.repeat(400)}`,
  );
  assert.deepEqual(request.uiLocales, ['nl', 'en-GB']);
  assert.equal(request.loginHint, undefined);
});
