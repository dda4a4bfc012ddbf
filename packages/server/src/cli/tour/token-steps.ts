/** The app's half of the tour: token, API call, refresh, introspection, revocation. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Attempt } from './authorization-steps.ts';
import { expect, expectStatus } from './problem.ts';
import { basicOf, type Stop } from './stop.ts';
import type { Answer } from './wire.ts';

/** The promise to guards on other machines. */
const REVOKED_WITHIN_MS = 1000;

export interface Tokens {
  accessToken: string;
  refreshToken: string | null;
}

/** R36, R37: as the profile's document sends it. */
export async function exchangeCode(stop: Stop, attempt: Attempt, code: string): Promise<Tokens> {
  const { profile, redirectUri } = stop;
  const parameters = {
    ...(profile.token.grantTypeNamed ? { grant_type: 'authorization_code' } : {}),
    code,
    redirect_uri: redirectUri,
    ...(attempt.codeVerifier === null ? {} : { code_verifier: attempt.codeVerifier }),
  };
  return readTokens(stop, await sendToToken(stop, parameters));
}

async function sendToToken(stop: Stop, parameters: Record<string, string>): Promise<Answer> {
  const { profile, issuer, app, wire } = stop;
  const url = issuer + profile.token.path;
  const credentials = { client_id: app.clientId, client_secret: app.clientSecret };
  switch (profile.token.authentication[0]) {
    case 'query':
      return await wire.send(
        'GET',
        `${url}?${new URLSearchParams({ ...parameters, ...credentials }).toString()}`,
      );
    case 'basic':
      return await wire.send('POST', url, {
        headers: { authorization: `Basic ${basicOf(app)}` },
        form: new URLSearchParams(parameters),
      });
    default:
      return await wire.send('POST', url, { form: new URLSearchParams({ ...parameters, ...credentials }) });
  }
}

/** R40: exactly the members of the document, and the token in its form. */
function readTokens({ profile }: Stop, answer: Answer): Tokens {
  expectStatus(answer, 200);
  expect(answer.header('cache-control') === 'no-store', 'the answer may be cached');
  const { access, refresh, response } = profile.token;
  const absent = new Set([
    ...(access.lifetimeSeconds === null ? ['expires_in'] : []),
    ...(refresh === 'none' ? ['refresh_token'] : []),
  ]);
  const expected = response.filter(member => !absent.has(member)).join(', ');
  const found = Object.keys(answer.json).join(', ');
  expect(found === expected, `expected the members ${expected}; got ${found}`);
  const accessToken = String(answer.json['access_token']);
  if (access.format === 'stored') {
    const form = access.alphabet === 'hex' ? /^[0-9a-f]+$/ : /^[0-9A-Za-z]+$/;
    expect(form.test(accessToken) && accessToken.length === access.length, 'the token has another form');
  }
  const refreshToken = answer.json['refresh_token'];
  return { accessToken, refreshToken: typeof refreshToken === 'string' ? refreshToken : null };
}

async function callApi(stop: Stop, accessToken: string | null): Promise<Answer> {
  const headers: Record<string, string> =
    accessToken === null ? {} : { authorization: `Bearer ${accessToken}` };
  return await stop.wire.send('GET', `${stop.api}/people?limit=1`, { headers });
}

/** R43, R45 */
export async function readPeople(stop: Stop, accessToken: string): Promise<void> {
  const answer = await callApi(stop, accessToken);
  expectStatus(answer, 200);
  expect(Array.isArray(answer.json['people']), 'expected people');
}

export async function callWithoutToken(stop: Stop): Promise<void> {
  expectStatus(await callApi(stop, null), refusalStatus(stop));
}

/** R41 */
export async function refreshTokens(stop: Stop, refreshToken: string): Promise<Tokens> {
  const fresh = readTokens(
    stop,
    await sendToToken(stop, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  );
  expect(fresh.refreshToken !== refreshToken, 'the refresh token did not change');
  return fresh;
}

/** RFC 7662 */
export async function introspect(stop: Stop, token: string): Promise<void> {
  const answer = await sendForm(stop, stop.profile.introspectPath, { token });
  expectStatus(answer, 200);
  expect(answer.json['active'] === true, 'the token is not active');
  expect(answer.json['client_id'] === stop.app.clientId, 'the token is of another app');
}

/** RFC 7009 */
export async function revoke(stop: Stop, token: string): Promise<void> {
  const answer = await sendForm(stop, stop.profile.revokePath, { token });
  expectStatus(answer, 200);
  expect(answer.body === '', 'the answer is not empty');
}

/** The API has a server of its own: it hears of the revocation within a second. */
export async function refusedByApi(stop: Stop, accessToken: string): Promise<void> {
  const inactive = await sendForm(stop, stop.profile.introspectPath, { token: accessToken });
  expect(inactive.body === '{"active":false}', 'introspection does not say exactly {"active":false}');
  const deadline = performance.now() + REVOKED_WITHIN_MS;
  let answer = await callApi(stop, accessToken);
  while (answer.status === 200 && performance.now() < deadline) {
    await pause(50);
    answer = await callApi(stop, accessToken);
  }
  expectStatus(answer, refusalStatus(stop));
}

/** S4's API answers 400 to whatever is wrong with a call. */
function refusalStatus({ slug }: Stop): number {
  return slug === 'copernica' ? 400 : 401;
}

/** Revocation and introspection take the app's credentials in the body, in every profile. */
async function sendForm(stop: Stop, path: string, parameters: Record<string, string>): Promise<Answer> {
  const { app, issuer, wire } = stop;
  const form = new URLSearchParams({
    ...parameters,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
  return await wire.send('POST', issuer + path, { form });
}
