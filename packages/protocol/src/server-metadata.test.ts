/** Metadata names what is offered, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProfileName } from './profile.ts';
import { profiles } from './profiles/index.ts';
import { serverMetadata } from './server-metadata.ts';

const issuer = 'https://id.example/acme';
const metadata = (profile: ProfileName, jwks = false) =>
  serverMetadata({ issuer, profile: profiles[profile], scopes: ['read', 'write'], jwks });

test('S-I11, RFC 8414 §2: the whole document of the standard profile', () => {
  assert.deepEqual(metadata('standard'), {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    scopes_supported: ['read', 'write'],
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'form_post'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    ui_locales_supported: ['en', 'nl', 'de', 'fr', 'es'],
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    introspection_endpoint: `${issuer}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  });
});

test('S-I11: keys are named where they are published', () => {
  assert.equal(metadata('standard', true)['jwks_uri'], `${issuer}/oauth/jwks`);
});

test('S-X1, D-9: Copernica’s token address is never in the metadata', () => {
  const document = metadata('copernica');
  assert.equal(JSON.stringify(document).includes('/v1/token'), false);
  assert.equal('token_endpoint_auth_methods_supported' in document, false);
  assert.equal('scopes_supported' in document, false);
  assert.equal(document['authorization_endpoint'], `${issuer}/nl/authorize`);
  assert.deepEqual(document['revocation_endpoint_auth_methods_supported'], [
    'client_secret_basic',
    'client_secret_post',
  ]);
});

test('S-I12, S-A19, S-I13: S256 always; iss and grants as the profile has them', () => {
  for (const profile of Object.values(profiles)) {
    const document = metadata(profile.name);
    assert.deepEqual(document['code_challenge_methods_supported'], ['S256']);
    assert.equal(document['authorization_response_iss_parameter_supported'], profile.authorize.iss);
    assert.deepEqual(document['grant_types_supported'], profile.token.grants);
    assert.equal('registration_endpoint' in document, false);
    assert.equal(Object.values(document).includes(undefined), false);
  }
});
