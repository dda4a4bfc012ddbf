/** The profiles against the table in the design: one row of the table, one test. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile, ProfileName } from '../profile.ts';
import { profiles } from './index.ts';

type Row = Record<ProfileName, unknown>;

function row(title: string, read: (profile: Profile) => unknown, expected: Row): void {
  test(title, () => {
    for (const profile of Object.values(profiles)) {
      assert.deepEqual(read(profile), expected[profile.name], profile.name);
    }
  });
}

const same = (value: unknown): Omit<Row, 'copper' | 'copernica'> => ({
  standard: value,
  copyai: value,
  clipron: value,
  fliki: value,
});

row('R23, R24: authorize', profile => profile.authorize.paths.map(({ path }) => path), {
  ...same(['/oauth/authorize']),
  copper: ['/oauth/authorize'],
  copernica: ['/nl/authorize', '/en/authorize'],
});

row(
  'R36, R37: token',
  ({ token }) => [token.method, token.path, token.bodyTypes, token.grantTypeNamed, token.plainErrors],
  {
    ...same(['POST', '/oauth/token', ['form'], true, false]),
    copper: ['POST', '/oauth/token', ['form', 'json'], true, false],
    copernica: ['GET', '/v1/token', [], false, true],
  },
);

row('R36, R37: app authentication', profile => profile.token.authentication, {
  standard: ['basic', 'post', 'none'],
  copyai: ['post', 'basic', 'none'],
  copper: ['post', 'basic'],
  clipron: ['post', 'basic', 'none'],
  fliki: ['post', 'basic', 'none'],
  copernica: ['query'],
});

row('R10, R41: grants', profile => profile.token.grants, {
  ...same(['authorization_code', 'refresh_token', 'client_credentials']),
  copper: ['authorization_code'],
  copernica: ['authorization_code'],
});

row('R23, R25: state', profile => profile.authorize.state, {
  standard: 'optional',
  copyai: 'required',
  copper: 'optional',
  clipron: 'required',
  fliki: 'optional',
  copernica: 'judged',
});

row('R23: scope', profile => profile.authorize.scope, {
  standard: 'default',
  copyai: 'required',
  copper: 'required',
  clipron: 'default',
  fliki: 'required',
  copernica: 'ignored',
});

row('R46: scopes from the start', profile => [profile.scopes, profile.defaultScopes], {
  ...same([undefined, undefined]),
  copper: [['developer/v1/all'], ['developer/v1/all']],
  copernica: [['all'], ['all']],
});

row('R32: callback', profile => profile.authorize.responseModes, {
  ...same(['query', 'form_post']),
  copper: ['form_post', 'query'],
  copernica: ['query'],
});

row('R40, R42: access token', profile => profile.token.access, {
  ...same({ format: 'signed', lifetimeSeconds: 3600 }),
  clipron: { format: 'signed', lifetimeSeconds: 1800 },
  copper: { format: 'stored', alphabet: 'alphanumeric', length: 32, lifetimeSeconds: null },
  copernica: { format: 'stored', alphabet: 'hex', length: 32, lifetimeSeconds: null },
});

row('R40, R41: refresh', profile => profile.token.refresh, {
  ...same('rotating'),
  clipron: 'per-app',
  copper: 'none',
  copernica: 'none',
});

row('R40: response', profile => profile.token.response, {
  ...same(['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope']),
  copper: ['access_token', 'token_type', 'scope'],
  copernica: ['access_token'],
});

row('R12, R13: registration', profile => profile.registration, {
  ...same('self-service'),
  copper: 'approval',
  copernica: 'self-service',
});

row('R2: plan', profile => profile.plans, {
  ...same(undefined),
  copyai: ['enterprise'],
  copper: undefined,
  copernica: undefined,
});

row('R4: API keys', ({ api }) => [api.keys, api.keyHeader, api.keyAsBearer, api.queryParameter], {
  ...same(['several', undefined, true, undefined]),
  copyai: ['several', 'x-copy-ai-api-key', false, undefined],
  copper: ['several', 'x-pw-accesstoken', false, undefined],
  copernica: ['one', undefined, true, 'access_token'],
});

row('S1: calls a minute', profile => profile.api.rateLimit, {
  ...same(undefined),
  copper: { limit: 180, windowSeconds: 60 },
  copernica: undefined,
});

row('R20: name of the id on screen', profile => profile.words.clientId, {
  ...same('client_id'),
  copper: 'client_id',
  copernica: 'client_key',
});

row('S-A19: iss in the response', profile => profile.authorize.iss, {
  ...same(true),
  copper: true,
  copernica: false,
});

row('S-B8: PKCE', profile => profile.authorize.pkce, {
  ...same('accepted'),
  standard: 'required',
  copper: 'accepted',
  copernica: 'accepted',
});

test('R49, S1: Copper’s screens name Settings → Integrations → Active Integrations', () => {
  assert.equal(profiles.copper.words.settingsPath, 'Settings → Integrations → Active Integrations');
  assert.equal(profiles.clipron.words.developerPlace, 'Developer Settings');
});

test('S-X10: every rule weaker than the standard is shown to the operator with its reason', () => {
  const weaker: [RegExp, (profile: Profile) => boolean][] = [
    [/PKCE/, profile => profile.authorize.pkce !== 'required'],
    [/never expire/, profile => profile.token.access.lifetimeSeconds === null],
    [/secret travels in the query/, profile => profile.token.authentication.includes('query')],
    [/iss/, profile => !profile.authorize.iss],
    [/query of an API call/, profile => profile.api.queryParameter !== undefined],
  ];
  for (const profile of Object.values(profiles)) {
    const rules = profile.warnings.map(({ rule }) => rule).join('\n');
    for (const [rule, isWeaker] of weaker)
      assert.equal(rule.test(rules), isWeaker(profile), `${profile.name} ${rule}`);
    assert.ok(profile.warnings.every(({ reason }) => reason.length > 10));
  }
  assert.deepEqual(profiles.standard.warnings, []);
});
