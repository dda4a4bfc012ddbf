/** Access tokens as JWTs (RFC 9068), read by somebody who knows the published keys only. */
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  SignJWT,
  createLocalJWKSet,
  decodeProtectedHeader,
  exportJWK,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import { checkBearer, refreshTokens } from '../../fixtures.ts';
import { actOf, clientCredentials, introspect, openConnected, type Connected } from '../../token-fixtures.ts';

const ISSUER = 'https://auth.example/standard';
const CONFIG = { accessToken: { format: 'jwt' } } as const;

async function open(t: Parameters<typeof openConnected>[0]): Promise<Connected> {
  return await openConnected(t, 'standard', {
    config: CONFIG,
    registration: { clientCredentials: true },
    scopes: 'people:read people:write',
  });
}

async function publishedKeys(of: Connected): Promise<JSONWebKeySet> {
  const answer = await of.server.inject({ method: 'GET', url: '/standard/oauth/jwks' });
  return answer.json as unknown as JSONWebKeySet;
}

async function verify(of: Connected, token: string) {
  return await jwtVerify(token, createLocalJWKSet(await publishedKeys(of)), {
    algorithms: ['ES256'],
    typ: 'at+jwt',
    issuer: ISSUER,
    audience: ISSUER,
    currentDate: new Date(of.server.clock.nowMs()),
  });
}

test('RFC 9068 §2: header and claims, verified against the published keys', async t => {
  const of = await open(t);
  const { payload, protectedHeader } = await verify(of, of.access);
  const now = Math.floor(of.server.clock.nowMs() / 1000);
  assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'at+jwt', kid: 'jwt-1' });
  const { jti, fam, ser, ...claims } = payload;
  assert.deepEqual(claims, {
    iss: ISSUER,
    aud: ISSUER,
    sub: of.person.user.id,
    client_id: of.app.app.id,
    scope: 'people:read people:write',
    iat: now,
    exp: now + 3600,
  });
  assert.deepEqual([typeof jti, typeof fam, ser], ['string', 'string', 0]);
});

test('RFC 9068 §5 S-C21: client credentials have the app as subject; every token has a jti of its own', async t => {
  const of = await open(t);
  const own = await verify(of, String((await clientCredentials(of)).json['access_token']));
  assert.deepEqual([own.payload.sub, own.payload['client_id']], [of.app.app.id, of.app.app.id]);
  const next = await refreshTokens(of.server, 'standard', of.app, of.refresh);
  const refreshed = await verify(of, String(next.json['access_token']));
  assert.notEqual(refreshed.payload.jti, (await verify(of, of.access)).payload.jti);
});

test('S-D6 a JWT says no later end than its family has: nobody who verifies it alone takes it longer', async t => {
  const of = await openConnected(t, 'standard', {
    config: { ...CONFIG, refreshToken: { absoluteSeconds: 5000, idleSeconds: 5000 } },
  });
  of.server.clock.advanceSeconds(4000);
  const next = await refreshTokens(of.server, 'standard', of.app, of.refresh);
  assert.equal(next.json['expires_in'], 1000);
  const { payload } = await verify(of, String(next.json['access_token']));
  assert.equal(payload.exp! - payload.iat!, 1000);
});

/** The claims of a live token, signed once more in some other way. */
async function forgeries(of: Connected): Promise<Record<string, string>> {
  const { payload } = await verify(of, of.access);
  const { privateKey: realKey } = of.server.core.keys.jwtKey;
  const { privateKey: otherKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sign = async (
    claims: JWTPayload,
    header: Record<string, unknown> = {},
    key = realKey,
  ): Promise<string> =>
    await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'jwt-1', ...header })
      .sign(key);
  const without = (name: string): JWTPayload =>
    Object.fromEntries(Object.entries(payload).filter(([n]) => n !== name));
  const [jwk] = (await publishedKeys(of)).keys;
  const hmacInput = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'jwt-1' })}.${encode(payload)}`;
  const hmac = createHmac('sha256', JSON.stringify(jwk)).update(hmacInput).digest('base64url');
  const none = `${encode({ alg: 'none', typ: 'at+jwt', kid: 'jwt-1' })}.${encode(payload)}.`;
  const now = payload.iat!;
  return {
    'alg none': none,
    'alg None with the true signature': none.replace('none', 'None') + of.access.split('.')[2],
    'HS256 with the public key': `${hmacInput}.${hmac}`,
    'another key under a known kid': await sign(payload, {}, otherKey),
    'its own key in the header': await sign(payload, { jwk: await exportJWK(otherKey) }, otherKey),
    'an unknown kid': await sign(payload, { kid: 'jwt-2' }),
    'the kid of a MAC key': await sign(payload, { kid: 'mac-1' }),
    'no kid': await sign(payload, { kid: undefined }),
    'an unknown crit': await sign(payload, { crit: ['exp'] }).catch(
      () =>
        `${encode({ alg: 'ES256', typ: 'at+jwt', kid: 'jwt-1', crit: ['x'], x: 1 })}.${of.access.split('.').slice(1).join('.')}`,
    ),
    'typ JWT': await sign(payload, { typ: 'JWT' }),
    'no typ': await sign(payload, { typ: undefined }),
    'another issuer': await sign({ ...payload, iss: 'https://auth.example/fliki' }),
    'another audience': await sign({ ...payload, aud: 'https://api.example' }),
    expired: await sign({ ...payload, exp: now }),
    'not valid before tomorrow': await sign({ ...payload, nbf: now + 86_400 }),
    ...(Object.fromEntries(
      await Promise.all(
        ['exp', 'iat', 'iss', 'aud', 'sub', 'fam', 'ser', 'scope'].map(async name => [
          `without ${name}`,
          await sign(without(name)),
        ]),
      ),
    ) as Record<string, string>),
    'a family that is none': await sign({ ...payload, fam: '0'.repeat(26) }),
    'fam of another type': await sign({ ...payload, fam: 7 }),
    'not a JWT': 'eyJhbGciOiJFUzI1NiJ9',
  };
}

test('S-Q3 S-Q4 S-C25 RFC 8725 §3: a JWT that is wrong in any way is inactive', async t => {
  const of = await open(t);
  for (const [what, token] of Object.entries(await forgeries(of))) {
    assert.deepEqual((await introspect(of, token)).json, { active: false }, what);
    assert.deepEqual(await checkBearer(of.server, 'standard', token), { active: false }, what);
  }
  assert.equal((await introspect(of, of.access)).json['active'], true);
});

test('S-T9 a truly signed JWT of wider scope gives no more than the connection allows', async t => {
  const of = await open(t);
  const { payload } = await verify(of, of.access);
  const { privateKey, id: kid } = of.server.core.keys.jwtKey;
  const wide = await new SignJWT({ ...payload, scope: 'people:read companies:read' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .sign(privateKey);
  assert.deepEqual((await checkBearer(of.server, 'standard', wide))['scope'], ['people:read']);
});

test('S-E12 S-T5 a rotated signing key is published first, signs ten minutes later, and breaks no live token', async t => {
  const of = await open(t);
  await of.server.core.keys.rotate('jwt', actOf(of.server));
  assert.deepEqual(
    (await publishedKeys(of)).keys.map(key => key.kid),
    ['jwt-1', 'jwt-2'],
  );
  const refresh = async (token: string) => await refreshTokens(of.server, 'standard', of.app, token);
  const kidOf = (answer: { json: Record<string, unknown> }) =>
    decodeProtectedHeader(String(answer.json['access_token'])).kid;
  of.server.clock.advanceSeconds(599);
  const before = await refresh(of.refresh);
  assert.equal(kidOf(before), 'jwt-1');
  of.server.clock.advanceSeconds(1);
  const after = await refresh(String(before.json['refresh_token']));
  assert.equal(kidOf(after), 'jwt-2');
  for (const answer of [before, after]) {
    await verify(of, String(answer.json['access_token']));
    assert.equal((await introspect(of, String(answer.json['access_token']))).json['active'], true);
  }
  await of.server.core.store.revokeKey('jwt-1', actOf(of.server));
  await of.server.core.keys.reload();
  assert.deepEqual(
    (await publishedKeys(of)).keys.map(key => key.kid),
    ['jwt-2'],
    'an emergency takes it out at once',
  );
  assert.equal((await introspect(of, String(before.json['access_token']))).json['active'], false);
  assert.equal((await introspect(of, String(after.json['access_token']))).json['active'], true);
});
