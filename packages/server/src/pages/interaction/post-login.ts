/** Sign-in with the provider's own directory (S-K4, S-K6, S-L1, S-L6). */
import { OAuthError, say } from '@valetkey/protocol';
import { startSession } from '../../domain/browsers.ts';
import { networkOf } from '../../domain/attempts.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { normaliseEmail } from '../../domain/people.ts';
import type { Provider } from '../../domain/providers.ts';
import { equalDigests } from '../../domain/secrets.ts';
import type { Conclusion } from '../../domain/authorization/answers.ts';
import type { PageAnswer } from '../../http/answer.ts';
import type { Incoming } from '../../http/incoming.ts';
import type { User } from '../../store/rows.ts';
import { wantedLocale } from '../wanted-locale.ts';
import { concludeDenial } from './post-consent.ts';
import { showLogin } from './show.ts';
import { readAnyVisit, readStepForm, stepUrl, type ConsoleVisit, type Visit } from './visit.ts';

/** `POST /{slug}/interactions/{id}/login` */
export async function postLogin(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Conclusion | PageAnswer> {
  const visit = await readAnyVisit(core, provider, incoming);
  const form = readStepForm(core, visit, 'login', []);
  if (form === null || provider.login.type !== 'directory')
    return showLogin(core, visit, { email: '', problem: { kind: 'stale' } });
  if (form.has('cancel') && visit.app !== null)
    return await concludeDenial(core, visit, 'before', say('cancelled_sign_in'));
  const email = (form.get('email') ?? '').slice(0, 254);
  const outcome = await signIn(core, visit, email, form.get('password') ?? '');
  if ('problem' in outcome) {
    return showLogin(
      core,
      visit,
      { email, problem: outcome.problem },
      outcome.problem.kind === 'throttled' ? outcome.problem.retryAfterSeconds : undefined,
    );
  }
  const locale = wantedLocale(incoming) ?? 'en';
  const cookie = await startSession(core, provider, outcome.user, visit.browser.session, locale);
  await core.store.updateInteraction(
    visit.interaction.id,
    { authenticatedAt: nowSeconds(core.clock) },
    nowSeconds(core.clock),
  );
  return { kind: 'redirect', location: stepUrl(visit), cookies: [cookie] };
}

type SignIn =
  { user: User } | { problem: { kind: 'wrong' } | { kind: 'throttled'; retryAfterSeconds: number } };

async function signIn(
  core: Core,
  visit: Visit | ConsoleVisit,
  email: string,
  password: string,
): Promise<SignIn> {
  const network = networkOf(visit.incoming.address);
  const key = `${visit.provider.slug} ${normaliseEmail(email)} ${network}`;
  const nowMs = core.clock.nowMs();
  const { attempts } = core;
  const wait = Math.max(attempts.login.waitOf(key, nowMs), attempts.network.waitOf(network, nowMs));
  // Nothing is counted that is not heard: a network that has to wait must not use up the attempts of the people in it.
  if (wait > 0) return { problem: { kind: 'throttled', retryAfterSeconds: wait } };
  attempts.login.begin(key, nowMs);
  attempts.network.begin(network, nowMs);
  const user = await core.store.findUserByEmail(visit.provider.slug, normaliseEmail(email));
  const right = await verify(core, password, user);
  if (right === 'busy') {
    attempts.login.forgive(key);
    attempts.network.forgive(network);
    return { problem: { kind: 'throttled', retryAfterSeconds: 3 } };
  }
  if (!right || user === null || !(await isUnchanged(core, user))) {
    await core.store.appendEvent(
      { provider: visit.provider.slug, type: 'login.failed', userId: user?.id ?? null },
      { now: nowSeconds(core.clock), actor: 'system' },
    );
    return { problem: { kind: 'wrong' } };
  }
  attempts.login.succeeded(key, nowMs);
  attempts.network.forgive(network);
  return { user };
}

/** Judging a password takes a while, longer where others wait: one that was changed meanwhile, or a user disabled, opens no session (S-B18). */
async function isUnchanged(core: Core, judged: User): Promise<boolean> {
  const present = await core.store.findUser(judged.id);
  return present?.status === 'active' && equalDigests(present.passwordHash ?? '', judged.passwordHash ?? '');
}

async function verify(core: Core, password: string, user: User | null): Promise<boolean | 'busy'> {
  try {
    return await core.passwords.verify(password, user?.passwordHash ?? null);
  } catch (error) {
    if (error instanceof OAuthError && error.code === 'too_many_requests') return 'busy';
    throw error;
  }
}
