/** An app without a library: one request for each step. Also what apps do whose library only connects. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Credentials, Interop } from './fixture.ts';
import type { Tokens } from './journey.ts';
import { User } from './user.ts';

export async function connect(interop: Interop, app: Credentials): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(app.authorizationEndpoint);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: app.scope,
    state: app.state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const { params } = await new User(interop).approve(url.href);
  const { clientId: client_id, clientSecret: client_secret, redirectUri: redirect_uri } = app;
  const form = { code: params['code']!, redirect_uri, code_verifier: verifier };
  const query = new URLSearchParams({ ...form, client_id, client_secret });
  const response =
    app.tokenMethod === 'GET'
      ? await fetch(`${app.tokenEndpoint}?${query.toString()}`)
      : await post(app.tokenEndpoint, app, { grant_type: 'authorization_code', ...form });
  return await readTokens(response);
}

export async function refresh(app: Credentials, { refreshToken }: Tokens): Promise<Tokens> {
  const response = await post(app.tokenEndpoint, app, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken!,
  });
  return await readTokens(response);
}

export async function revoke(app: Credentials, { accessToken }: Tokens): Promise<number> {
  return (await post(app.revocationEndpoint, app, { token: accessToken })).status;
}

function post(url: string, app: Credentials, form: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({
    ...form,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
  return fetch(url, { method: 'POST', body });
}

async function readTokens(response: Response): Promise<Tokens> {
  const body = (await response.json()) as { access_token: string; refresh_token?: string };
  assert.equal(response.status, 200, JSON.stringify(body));
  return { accessToken: body.access_token, refreshToken: body.refresh_token };
}
