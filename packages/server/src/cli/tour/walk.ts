/** One provider's whole main job, step by step. The first step that is not as documented ends the walk. */
import * as authorization from './authorization-steps.ts';
import { TourProblem } from './problem.ts';
import type { Stop } from './stop.ts';
import * as tokens from './token-steps.ts';
import type { Step, Walk } from './transcript.ts';
import type { Answer } from './wire.ts';

/** @param onStep is told each step as it ends */
export async function walk(stop: Stop, onStep: (step: Step, number: number) => void): Promise<Walk> {
  const steps: Step[] = [];
  const take: TakeStep = async (title, work, ...notes) => {
    const step: Step = { title, notes: notes.filter(note => note !== null), exchanges: [], ok: true };
    try {
      return await work(step);
    } catch (error) {
      step.ok = false;
      step.problem = problemOf(error);
      throw error;
    } finally {
      step.exchanges = stop.wire.takeExchanges();
      steps.push(step);
      onStep(step, steps.length);
    }
  };
  try {
    await walkSteps(stop, take);
  } catch {
    // It stands in the step.
  }
  return { provider: stop.slug, name: stop.name, ok: steps.every(step => step.ok), steps };
}

type TakeStep = <T>(
  title: string,
  work: (step: Step) => Promise<T>,
  ...notes: readonly (string | null)[]
) => Promise<T>;

function problemOf(error: unknown): string {
  if (error instanceof TourProblem) return error.message;
  const { name, message, cause } = error as Error & { cause?: Error };
  return `${name}: ${cause?.message ?? message}`;
}

async function walkSteps(stop: Stop, take: TakeStep): Promise<void> {
  const attempt = authorization.newAttempt(stop);
  const answer = await walkAuthorization(stop, attempt, take);
  const { code } = await take(
    'The app gets the answer at its redirect URI',
    async step => {
      const callback = authorization.readCallback(stop, attempt, answer);
      step.notes.push(`${stop.wire.describe(callback.fields)}  (state is the one the app made)`);
      return callback;
    },
    callbackNote(stop),
  );
  let { accessToken, refreshToken } = await take(
    'The app exchanges the code for tokens, server to server',
    () => tokens.exchangeCode(stop, attempt, code),
    tokenNote(stop),
    lifetimeNote(stop),
  );
  await take('The API refuses whoever has no token', () => tokens.callWithoutToken(stop), apiErrorNote(stop));
  await take('The app reads the account’s people', () => tokens.readPeople(stop, accessToken));
  if (refreshToken !== null) {
    const used = refreshToken;
    ({ accessToken, refreshToken } = await take(
      'The app refreshes, without the user, and reads on',
      async () => {
        const fresh = await tokens.refreshTokens(stop, used);
        await tokens.readPeople(stop, fresh.accessToken);
        return fresh;
      },
      'The refresh token changes each time: one that is used a second time later on was stolen, and ends the family.',
    ));
  }
  await walkEnd(stop, refreshToken ?? accessToken, accessToken, take);
}

async function walkAuthorization(
  stop: Stop,
  attempt: authorization.Attempt,
  take: TakeStep,
): Promise<Answer> {
  if (stop.profile.authorize.state === 'judged')
    await take(
      'A state that is easy to guess is refused, with an explanation',
      () => authorization.guessableState(stop, attempt),
      'Copernica judges state: 32 characters at least, random, and never another user’s.',
    );
  const login = await take(
    'The app’s link opens the authorization page',
    () => authorization.openAuthorize(stop, attempt),
    authorizeNote(stop),
  );
  let page = await take('The user signs in; the app never sees the password', () =>
    authorization.signIn(stop, login),
  );
  if (authorization.isPicker(page)) {
    const picker = page;
    page = await take(
      'The user picks the account',
      () => authorization.pickAccount(stop, picker),
      stop.profile.plans
        ? 'An account without the enterprise plan is shown, with the reason, and cannot be chosen.'
        : null,
    );
  }
  const consent = page;
  return await take('The user reads what the app wants, and says yes', () =>
    authorization.allow(stop, consent),
  );
}

async function walkEnd(stop: Stop, token: string, accessToken: string, take: TakeStep): Promise<void> {
  await take('Introspection: what the token is good for', () => tokens.introspect(stop, accessToken));
  await take(
    'The app gives its access back',
    () => tokens.revoke(stop, token),
    'Revoking any token of a family ends all of them.',
  );
  await take(
    'From now on the API refuses',
    () => tokens.refusedByApi(stop, accessToken),
    'The server refuses at once; the guard before the API, a program of its own, hears of it some hundredths of a second later.',
  );
}

function authorizeNote({ profile }: Stop): string | null {
  if (profile.authorize.paths[0]?.locale) return 'The language is in the path; there is no scope.';
  return profile.authorize.pkce === 'required'
    ? 'PKCE: only whoever made code_challenge can use the code.'
    : null;
}

function callbackNote({ profile }: Stop): string | null {
  return profile.authorize.responseModes[0] === 'form_post'
    ? 'form_post: the page posts code and state to the app; they never stand in an address.'
    : null;
}

function tokenNote({ profile }: Stop): string | null {
  if (profile.token.method === 'GET')
    return 'A GET with everything in the query, and no grant_type; our logs redact it.';
  return profile.token.authentication[0] === 'basic'
    ? 'The app’s credentials are in the Authorization header.'
    : null;
}

function lifetimeNote({ profile }: Stop): string | null {
  if (profile.token.access.lifetimeSeconds === null) return 'The token lasts until it is revoked.';
  return profile.token.refresh === 'per-app'
    ? 'A refresh token only for apps registered for it, as this one is.'
    : null;
}

function apiErrorNote({ slug }: Stop): string | null {
  return slug === 'copernica' ? 'Copernica’s API says 400 to whatever is wrong with a call.' : null;
}
