/** Registering apps: what is refused, with what to do, whoever asks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '@valetkey/protocol';
import { openTestServer, REDIRECT_URI, type TestServer } from '../fixtures.ts';
import { registerApp, type Registration } from './registration.ts';

const GOOD: Registration = {
  name: 'Database Analyzer',
  description: 'analyze your database',
  publisher: 'Analytics Ltd',
  ownerEmail: 'dev@app.example',
  redirectUris: [REDIRECT_URI],
};

function register(
  server: TestServer,
  slug: string,
  change: Partial<Registration>,
): ReturnType<typeof registerApp> {
  return registerApp(server.core, server.provider(slug), { ...GOOD, ...change }, 'operator');
}

function refusal(code: string, words: RegExp): (error: unknown) => boolean {
  return error => error instanceof OAuthError && error.code === code && words.test(error.description);
}

test('R15, R16: redirect URIs are registered before, by https or on loopback', async t => {
  const server = await openTestServer(t);
  await assert.rejects(
    register(server, 'standard', { redirectUris: [] }),
    refusal('invalid_request', /at least one redirect URI/),
  );
  await assert.rejects(
    register(server, 'standard', { redirectUris: ['http://app.example/cb'] }),
    refusal('invalid_request', /https/),
  );
  const uris = [REDIRECT_URI, 'http://localhost:8080/cb', REDIRECT_URI];
  assert.deepEqual(
    (await register(server, 'standard', { redirectUris: uris })).app.redirectUris,
    uris.slice(0, 2),
  );
});

test('R17 scopes are set at registration, from those the provider has', async t => {
  const server = await openTestServer(t);
  await assert.rejects(
    register(server, 'clipron', { scopes: ['read:everything'] }),
    refusal('invalid_scope', /read:analysis/),
  );
  await assert.rejects(register(server, 'fliki', {}), refusal('invalid_scope', /at least one scope/));
  assert.deepEqual((await register(server, 'clipron', { scopes: ['read:project'] })).app.scopes, [
    'read:project',
  ]);
  // S4 has no scopes: what an app asks for at registration is as little read as what it asks for later.
  assert.deepEqual((await register(server, 'copernica', { scopes: ['nonsense'] })).app.scopes, ['all']);
});

test('R14 S-J5 name and description must be readable where people read them', async t => {
  const server = await openTestServer(t);
  for (const name of [
    '',
    '   ',
    'x'.repeat(65),
    'two\nlines',
    'safe\u202Eexe',
    'in\u200Bvisible',
    'bell\u0007',
  ]) {
    await assert.rejects(
      register(server, 'standard', { name }),
      refusal('invalid_request', /visible characters/),
      JSON.stringify(name),
    );
    await assert.rejects(
      register(server, 'standard', { publisher: name }),
      refusal('invalid_request', /visible characters/),
    );
  }
  assert.equal(
    (await register(server, 'standard', { name: ' Ｄatabase Analyzer ' })).app.name,
    'Database Analyzer',
  );
});

test('R41 an app gets the grants its profile offers, and no others', async t => {
  const server = await openTestServer(t);
  const grants = async (slug: string, change: Partial<Registration>) =>
    (await register(server, slug, { scopes: server.provider(slug).scopeNames, ...change })).app.grants;
  assert.deepEqual(await grants('standard', {}), ['authorization_code', 'refresh_token']);
  assert.deepEqual(await grants('standard', { refresh: false, clientCredentials: true }), [
    'authorization_code',
    'client_credentials',
  ]);
  assert.deepEqual(await grants('clipron', {}), ['authorization_code']);
  assert.deepEqual(await grants('clipron', { refresh: true }), ['authorization_code', 'refresh_token']);
  assert.deepEqual(await grants('copper', {}), ['authorization_code']);
  await assert.rejects(
    register(server, 'copper', { refresh: true }),
    refusal('invalid_request', /no refresh tokens/),
  );
  await assert.rejects(
    register(server, 'copernica', { clientCredentials: true }),
    refusal('invalid_request', /Client credentials/),
  );
  await assert.rejects(
    register(server, 'standard', { type: 'public', clientCredentials: true }),
    refusal('invalid_request', /with a secret/),
  );
});

test('R18 where every app needs a secret there are no public ones', async t => {
  const server = await openTestServer(t);
  for (const slug of ['copper', 'copernica'])
    await assert.rejects(
      register(server, slug, { type: 'public' }),
      refusal('invalid_request', /needs a secret/),
    );
  assert.equal((await register(server, 'standard', { type: 'public' })).clientSecret, null);
});

test('an authentication the profile does not offer is refused; further addresses are https', async t => {
  const server = await openTestServer(t);
  await assert.rejects(
    register(server, 'copper', { authentication: 'query' }),
    refusal('invalid_request', /post, basic/),
  );
  await assert.rejects(
    register(server, 'standard', { homepageUrl: 'http://app.example' }),
    refusal('invalid_request', /https/),
  );
  await assert.rejects(
    register(server, 'standard', { privacyUrl: 'javascript:alert(1)' }),
    refusal('invalid_request', /https/),
  );
});
