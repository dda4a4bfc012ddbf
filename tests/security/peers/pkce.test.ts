/** PKCE that peers could be talked out of (RFC 7636 §4.6, RFC 9700 §4.8.2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  VERIFIER,
  authorizeUrl,
  connect,
  createApp,
  createPerson,
  exchange,
  openTestServer,
} from '../../../packages/server/src/fixtures.ts';

test('CVE-2025-4144 CVE-2024-23647: leaving the challenge out of the request, or the verifier out of the exchange, gains nothing', async t => {
  const server = await openTestServer(t);
  await createPerson(server, 'copyai');
  const app = await createApp(server, 'copyai');
  const without = await connect(server, 'copyai', app.app);
  const downgraded = await exchange(server, 'copyai', app, without['code'] ?? '', {
    code_verifier: VERIFIER,
  });
  assert.equal(
    downgraded.json['error'],
    'invalid_grant',
    'a verifier where no challenge was: somebody removed it',
  );
  const challenged = await connect(server, 'copyai', app.app, {
    parameters: {
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    },
  });
  const stripped = await exchange(server, 'copyai', app, challenged['code'] ?? '');
  assert.equal(stripped.json['error'], 'invalid_grant', 'no verifier where a challenge was');
  const redeemed = await exchange(server, 'copyai', app, challenged['code'] ?? '', {
    code_verifier: VERIFIER,
  });
  assert.equal(redeemed.status, 200, redeemed.body);
});

test('GHSA-9h47-pqcx-hjr4 django-oauth-toolkit #1129: S256 is asked for by default, and plain never taken', async t => {
  const server = await openTestServer(t);
  const { app } = await createApp(server, 'standard');
  const errorOf = async (parameters: Record<string, string | undefined>): Promise<string | null> => {
    const { location } = await server.inject({
      method: 'GET',
      url: authorizeUrl(server, 'standard', app, parameters),
    });
    return new URL(location, 'https://auth.example').searchParams.get('error');
  };
  for (const parameters of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: undefined },
    { code_challenge_method: 'plain' },
    { code_challenge_method: 's256' },
    { code_challenge_method: 'S512' },
  ])
    assert.equal(await errorOf(parameters), 'invalid_request', JSON.stringify(parameters));
  assert.equal(await errorOf({}), null);
});
