/** Server metadata (RFC 8414) and keys (RFC 7517): true, cacheable, and the same for everybody. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { openTestServer, testConfig, type TestServer } from '../../fixtures.ts';

const SLUGS = ['standard', 'copyai', 'copper', 'clipron', 'fliki', 'copernica'];

async function read(server: TestServer, url: string, headers: Record<string, string> = {}) {
  return await server.inject({ method: 'GET', url, headers });
}

test('S-I11 RFC 8414 §3: three addresses, one answer, whose issuer is the address it was asked for', async t => {
  const server = await openTestServer(t);
  for (const slug of SLUGS) {
    const answers = [
      await read(server, `/.well-known/oauth-authorization-server/${slug}`),
      await read(server, `/${slug}/.well-known/oauth-authorization-server`),
      await read(server, `/${slug}/.well-known/openid-configuration`),
    ];
    for (const answer of answers) assert.equal(answer.status, 200);
    assert.equal(new Set(answers.map(a => a.body)).size, 1);
    assert.equal(answers[0]!.json['issuer'], `https://auth.example/${slug}`);
    for (const [name, value] of Object.entries(answers[0]!.json))
      if (name.endsWith('_endpoint') || name.endsWith('_uri'))
        assert.ok(String(value).startsWith(`https://auth.example/${slug}/`), name);
  }
  assert.equal((await read(server, '/.well-known/oauth-authorization-server')).status, 404);
  assert.equal((await read(server, '/.well-known/oauth-authorization-server/nobody')).status, 404);
});

test('S-I12 S-A19 S256 is the one PKCE method, and iss is announced as it is sent', async t => {
  const server = await openTestServer(t);
  for (const slug of SLUGS) {
    const { json } = await read(server, `/${slug}/.well-known/oauth-authorization-server`);
    assert.deepEqual(json['code_challenge_methods_supported'], ['S256']);
    assert.equal(json['authorization_response_iss_parameter_supported'], slug !== 'copernica');
    assert.deepEqual(json['response_types_supported'], ['code']);
  }
});

test('S-I13 S-X1 nothing is announced that is not there: no registration, no legacy token address, no grant of others', async t => {
  const server = await openTestServer(t);
  const of = async (slug: string) =>
    (await read(server, `/${slug}/.well-known/oauth-authorization-server`)).json;
  for (const slug of SLUGS) {
    const json = await of(slug);
    assert.equal(json['registration_endpoint'], undefined);
    assert.equal(json['jwks_uri'], undefined, 'no keys where no JWT is issued');
    const { profile } = server.provider(slug);
    assert.deepEqual(json['grant_types_supported'], profile.token.grants);
    assert.deepEqual(json['response_modes_supported'], profile.authorize.responseModes);
  }
  const copernica = await of('copernica');
  assert.equal(copernica['token_endpoint'], undefined);
  assert.equal(copernica['scopes_supported'], undefined);
  assert.equal(JSON.stringify(copernica).includes('/v1/token'), false);
  assert.deepEqual((await of('copper'))['token_endpoint_auth_methods_supported'], [
    'client_secret_post',
    'client_secret_basic',
  ]);
});

test('S-I14 S-A28 no header changes a byte: Host, X-Forwarded-*, Forwarded, Origin, Accept-Language', async t => {
  const server = await openTestServer(t);
  for (const url of ['/standard/.well-known/oauth-authorization-server', '/standard/oauth/jwks']) {
    const plain = await read(server, url);
    for (const headers of [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', 'x-forwarded-for': '1.2.3.4' },
      { forwarded: 'host=evil.example;proto=http' },
      { origin: 'https://evil.example' },
      { 'accept-language': 'nl' },
      { 'x-original-url': '/admin' },
    ] as Record<string, string>[]) {
      const answer = await read(server, url, headers);
      assert.equal(answer.body, plain.body, JSON.stringify(headers));
      const { 'x-request-id': one, date: two, ...rest } = answer.headers;
      const { 'x-request-id': three, date: four, ...expected } = plain.headers;
      assert.deepEqual(rest, expected);
      assert.ok(one !== three && (two ?? '') === (four ?? ''));
    }
  }
});

test('S-I14 both may be kept for five minutes, and are asked for again by ETag', async t => {
  const server = await openTestServer(t);
  for (const url of ['/standard/.well-known/oauth-authorization-server', '/standard/oauth/jwks']) {
    const answer = await read(server, url);
    assert.equal(answer.headers['cache-control'], 'public, max-age=300');
    const etag = `"${createHash('sha256').update(answer.body).digest('base64url')}"`;
    assert.equal(answer.headers['etag'], etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await read(server, url, { 'if-none-match': known });
      assert.deepEqual([again.status, again.body, again.headers['etag']], [304, '', etag], known);
    }
    assert.equal((await read(server, url, { 'if-none-match': '"other"' })).status, 200);
    const head = await server.inject({ method: 'HEAD', url });
    assert.deepEqual([head.status, head.body], [200, '']);
  }
});

test('S-I15, S-T4 the key set has public members only, unique kids, no symmetric key', async t => {
  const server = await openTestServer(t, {
    config: testConfig({ standard: { accessToken: { format: 'jwt' } } }),
  });
  const act = { now: Math.floor(server.clock.nowMs() / 1000), actor: 'operator' };
  await server.core.keys.rotate('jwt', act);
  await server.core.keys.rotate('mac', act);
  const { json } = await read(server, '/standard/oauth/jwks');
  const keys = json['keys'] as Record<string, unknown>[];
  for (const key of keys) {
    assert.deepEqual(Object.keys(key).toSorted(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    assert.deepEqual([key['kty'], key['crv'], key['alg'], key['use']], ['EC', 'P-256', 'ES256', 'sig']);
  }
  assert.deepEqual(
    keys.map(key => key['kid']),
    ['jwt-1', 'jwt-2'],
  );
  const metadata = (await read(server, '/standard/.well-known/oauth-authorization-server')).json;
  assert.equal(metadata['jwks_uri'], 'https://auth.example/standard/oauth/jwks');
});
