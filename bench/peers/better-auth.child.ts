/** better-auth with its OAuth provider plugin, as its documentation sets it up, in memory. Its limits on requests are off: they would end the load. */
import { createHash } from 'node:crypto';
import { openBetterAuth } from '../../tests/interop/better-auth.ts';
import type { Facts } from '../harness/contender.ts';
import { CONNECTIONS } from '../load/run-load.ts';

const CALLBACK = 'https://app.example/callback';
const SCOPE = 'people:read';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const { issuer, clientId, clientSecret, browse } = await openBetterAuth(CALLBACK, [SCOPE]);
const { origin, pathname } = new URL(issuer);
const query = new URLSearchParams({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: CALLBACK,
  scope: `openid offline_access ${SCOPE}`,
  state: 'state-0123456789',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
});
const tokens: { access_token: string; refresh_token: string }[] = [];
for (let i = 0; i <= CONNECTIONS; i++) {
  const back = await browse(`${issuer}/oauth2/authorize?${query.toString()}`);
  const answer = await fetch(`${issuer}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(back).searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  tokens.push((await answer.json()) as (typeof tokens)[number]);
}
const facts: Facts = {
  url: origin,
  paths: { token: `${pathname}/oauth2/token`, authorize: '', introspect: `${pathname}/oauth2/introspect` },
  client: { id: clientId, secret: clientSecret },
  scope: SCOPE,
  redirectUri: CALLBACK,
  refreshTokens: tokens.map(token => token.refresh_token),
  accessTokens: tokens.map(token => token.access_token),
  cookies: [],
  authorizeStatus: 302,
};
console.log(JSON.stringify(facts));
