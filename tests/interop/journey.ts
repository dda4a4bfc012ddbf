/** The whole way of an app, taken by a client library, and what must be true of every step of it. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { profiles } from '@valetkey/protocol';
import { PASSWORD } from '../../packages/server/src/fixtures.ts';
import { hasScopes, type Credentials, type Interop } from './fixture.ts';

export interface Tokens {
  accessToken: string;
  refreshToken: string | undefined;
}

/** One library, set up for one provider. Each function does its part by the library's own means where it has any. */
export interface Library {
  connect(): Promise<Tokens>;
  refresh(tokens: Tokens): Promise<Tokens>;
  /** The status of the answer. */
  revoke(tokens: Tokens): Promise<number>;
  /** Default: plain fetch with `Authorization: Bearer`. */
  call?(url: string, tokens: Tokens): Promise<{ status: number; body: unknown }>;
}

/** What a library did, in order; foreign scripts print these as lines of JSON. */
export type Step =
  | { step: 'tokens'; access_token: string; refresh_token?: string | null }
  | { step: 'call'; url: string; status: number; body: unknown }
  | { step: 'revoke'; status: number };

/** Connect, call, refresh where there is one, revoke, call again: with every step asserted. */
export async function completeJourney(interop: Interop, app: Credentials, library: Library): Promise<void> {
  const steps: Step[] = [];
  const call = library.call ?? callApi;
  const visit = async (url: string, tokens: Tokens): Promise<void> =>
    void steps.push({ step: 'call', url, ...(await call(url, tokens)) });
  const keep = ({ accessToken, refreshToken }: Tokens): void =>
    void steps.push({ step: 'tokens', access_token: accessToken, refresh_token: refreshToken ?? null });
  let tokens = await library.connect();
  keep(tokens);
  for (const url of app.calls) await visit(url, tokens);
  if (app.refresh) {
    tokens = await library.refresh(tokens);
    keep(tokens);
    await visit(app.calls[0]!, tokens);
  }
  steps.push({ step: 'revoke', status: await library.revoke(tokens) });
  await waitUntilRefused(app.calls[0]!, tokens);
  await visit(app.calls[0]!, tokens);
  await checkJourney(interop, app, steps);
}

export async function callApi(
  url: string,
  { accessToken }: Tokens,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
  return { status: response.status, body: await response.json() };
}

/** Revocation reaches a guard on another machine within a second through the event feed. */
export async function waitUntilRefused(url: string, tokens: Tokens): Promise<void> {
  const end = performance.now() + 1000;
  while (performance.now() < end && (await callApi(url, tokens)).status === 200) await sleep(20);
}

export async function checkJourney(
  interop: Interop,
  app: Credentials,
  steps: readonly Step[],
): Promise<void> {
  const refreshing = app.refresh ? ['tokens', 'call 200'] : [];
  const other = hasScopes(app.slug) ? 'call 403' : 'call 200';
  const dead = profiles[app.slug].token.plainErrors ? 400 : 401;
  assert.deepEqual(
    steps.map(step => (step.step === 'tokens' ? step.step : `${step.step} ${step.status}`)),
    ['tokens', 'call 200', 'call 200', other, ...refreshing, 'revoke 200', `call ${dead}`],
  );
  checkData(interop, app, steps);
  checkRefresh(app, steps);
  // R1: whatever the library and the app's developer held, the password was not among it.
  assert.ok(!JSON.stringify([app, steps]).includes(PASSWORD));
  // Every token that was ever issued here is dead now, the one before the refresh too.
  for (const step of steps)
    if (step.step === 'tokens') {
      const tokens = { accessToken: step.access_token, refreshToken: undefined };
      assert.equal((await callApi(app.calls[0]!, tokens)).status, dead);
    }
}

/** R31: the account is the one that the user picked; the app's own maker has none here. */
function checkData({ people }: Interop, app: Credentials, steps: readonly Step[]): void {
  const [me, list] = steps.filter(step => step.step === 'call').map(({ body }) => body);
  const { user, accounts } = people[app.slug];
  const seen = me as { app: { client_id: string }; user: { id: string }; account: { id: string } };
  assert.deepEqual(
    [seen.app.client_id, seen.user.id, seen.account.id],
    [app.clientId, user.id, accounts[1]!.id],
  );
  assert.equal((list as { total: number; people: unknown[] }).people.length, 120);
}

/** R40-R42: who gets a refresh token, and that both are new after using it. */
function checkRefresh(app: Credentials, steps: readonly Step[]): void {
  const [first, second] = steps.filter(step => step.step === 'tokens');
  assert.equal(Boolean(first?.refresh_token), app.refresh);
  if (!app.refresh) return;
  assert.notEqual(second?.access_token, first?.access_token);
  assert.ok(second?.refresh_token);
  assert.notEqual(second.refresh_token, first?.refresh_token);
}
