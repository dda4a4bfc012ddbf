/** The user's half of the tour: from the app's link to the answer at its redirect URI. */
import { createHash } from 'node:crypto';
import { randomToken } from '../../domain/secrets.ts';
import { ACME, ADA, TRIAL } from '../demo/people.ts';
import { findForm, hasPasswordField, textOf } from './html-page.ts';
import { expect, expectStatus } from './problem.ts';
import type { Stop } from './stop.ts';
import type { Answer } from './wire.ts';

export interface Attempt {
  state: string;
  /** Null where the profile's document has no PKCE. */
  codeVerifier: string | null;
}

export function newAttempt({ profile }: Stop): Attempt {
  return {
    state: randomToken(),
    codeVerifier: profile.authorize.pkce === 'required' ? randomToken() : null,
  };
}

function authorizeUrl(stop: Stop, { state, codeVerifier }: Attempt): string {
  const { profile, issuer, app, redirectUri, scopes } = stop;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirectUri,
    state,
    ...(profile.authorize.scope === 'ignored' ? {} : { scope: scopes.join(' ') }),
    ...(codeVerifier === null
      ? {}
      : {
          code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
  });
  return `${issuer}${profile.authorize.paths.at(-1)!.path}?${query.toString()}`;
}

/** R25 */
export async function guessableState(stop: Stop, attempt: Attempt): Promise<void> {
  const page = await stop.browser.open(authorizeUrl(stop, { ...attempt, state: '12345' }));
  expectStatus(page, 400);
}

export async function openAuthorize(stop: Stop, attempt: Attempt): Promise<Answer> {
  const page = await stop.browser.open(authorizeUrl(stop, attempt));
  expectStatus(page, 200);
  expect(hasPasswordField(page.body), 'expected the sign-in page');
  return page;
}

export async function signIn(stop: Stop, page: Answer): Promise<Answer> {
  const next = await stop.browser.submit(page, 'password', { email: ADA, password: stop.password });
  expectStatus(next, 200);
  expect(!hasPasswordField(next.body), 'the sign-in was not accepted');
  return next;
}

export function isPicker(page: Answer): boolean {
  return findForm(page.body, 'account') !== undefined;
}

/** R31, and R2 where the profile asks for a plan. */
export async function pickAccount(stop: Stop, page: Answer): Promise<Answer> {
  const choices = findForm(page.body, 'account')!.buttons.filter(({ name }) => name === 'account');
  if (stop.profile.plans) {
    expect(textOf(page.body).includes(TRIAL), `expected to see ${TRIAL} and why it cannot be chosen`);
    expect(!choices.some(({ text }) => text.includes(TRIAL)), `${TRIAL} has no API access and can be chosen`);
  }
  const account = choices.find(({ text }) => text.includes(ACME));
  expect(account !== undefined, `expected the account ${ACME}`);
  const next = await stop.browser.submit(page, 'account', { account: account.value });
  expectStatus(next, 200);
  return next;
}

/** R28, R29; every optional scope stays ticked. */
export async function allow(stop: Stop, page: Answer): Promise<Answer> {
  const text = textOf(page.body);
  expect(findForm(page.body, 'decision') !== undefined, 'expected the consent page');
  expect(text.includes('Terminal Tour') && text.includes(ACME), 'the question names neither app nor account');
  return await stop.browser.submit(page, 'decision', { decision: 'allow' });
}

/** R32: what the app gets at its redirect URI. It is read here and not followed. */
export function readCallback(
  stop: Stop,
  attempt: Attempt,
  answer: Answer,
): { code: string; fields: Record<string, string> } {
  const fields =
    stop.profile.authorize.responseModes[0] === 'form_post'
      ? readFormPost(stop, answer)
      : readRedirect(stop, answer);
  expect(fields['error'] === undefined, `the app got the error ${fields['error']}`);
  expect(fields['state'] === attempt.state, 'the state is not the one that was sent');
  expect(
    fields['iss'] === (stop.profile.authorize.iss ? stop.issuer : undefined),
    `iss is ${fields['iss'] ?? 'absent'}`,
  );
  const { code } = fields;
  expect(code !== undefined && code !== '', 'there is no code');
  return { code, fields };
}

function readRedirect(stop: Stop, answer: Answer): Record<string, string> {
  expectStatus(answer, 303);
  const location = answer.header('location');
  expect(location.startsWith(`${stop.redirectUri}?`), 'the redirect does not lead to the registered address');
  return Object.fromEntries(new URL(location).searchParams);
}

function readFormPost(stop: Stop, answer: Answer): Record<string, string> {
  expectStatus(answer, 200);
  const form = findForm(answer.body, 'code');
  expect(form?.action === stop.redirectUri, 'no form posts to the registered address');
  return form.hidden;
}
