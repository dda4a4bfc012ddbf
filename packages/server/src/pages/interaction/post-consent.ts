/** The answer to the question: allow, deny, "not you?", another account (R28-R30). */
import { OAuthError, say, type Sentence } from '@valetkey/protocol';
import { conclude, issueFor, type Conclusion } from '../../domain/authorization/answers.ts';
import { answerError, logAuthorize, refuse } from '../../domain/authorization/conclude.ts';
import type { Step } from '../../domain/authorization/next-step.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { newId } from '../../domain/ids.ts';
import { PageProblem } from '../../domain/page-problem.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Incoming } from '../../http/incoming.ts';
import { newMint } from '../../domain/authorization/issue-code.ts';
import { repeatAnswer, type AllowOutcome } from './repeat-answer.ts';
import { shownOnConsent } from './consent-model.ts';
import { dailyLimitOf } from '../../domain/review/limits.ts';
import { explainDeath } from '../../domain/explain-death.ts';
import { DAILY_LIMIT } from '../../store/store.ts';
import { beginAsSomebodyElse } from './not-me.ts';
import { claimStateFor, consumeOrFail, findStep } from './show.ts';
import { readStepForm, readVisit, stepUrl, targetOf, type Visit } from './visit.ts';

/** `POST /{slug}/interactions/{id}/consent` */
export async function postConsent(core: Core, provider: Provider, incoming: Incoming): Promise<Conclusion> {
  const repeated = await repeatAnswer(core, provider, incoming);
  if (repeated !== null) return repeated;
  const visit = await readVisit(core, provider, incoming);
  const step = await findStep(core, visit);
  // Not at consent any more (signed out, account gone), or another session, account or scopes than were shown: ask again.
  const form = readStepForm(
    core,
    visit,
    'consent',
    step.step === 'consent' ? shownOnConsent(visit, step) : [],
  );
  if (step.step !== 'consent' || form === null)
    return { kind: 'redirect', location: stepUrl(visit), cookies: [] };
  if (form.has('not_me')) return await beginAsSomebodyElse(core, visit);
  if (form.has('another_account'))
    return { kind: 'redirect', location: `${visit.here}?pick=1&ui_locales=${visit.locale}`, cookies: [] };
  if (form.get('decision') === 'allow') return await allow(core, visit, step, form.getAll('scope'));
  if (form.get('decision') === 'deny') return await concludeDenial(core, visit, 'on_consent', say('said_no'));
  return { kind: 'redirect', location: stepUrl(visit), cookies: [] };
}

async function allow(
  core: Core,
  visit: Visit,
  step: Extract<Step, { step: 'consent' }>,
  ticked: readonly string[],
): Promise<Conclusion> {
  const { provider, app, request } = visit;
  const scopes = request.scopes.filter(name => !provider.scopes.get(name)?.optional || ticked.includes(name));
  await claimStateFor(core, visit, step.user);
  const mint = newMint(core, provider);
  const outcome: AllowOutcome = {
    userId: step.user.id,
    accountId: step.membership.account.id,
    shown: shownOnConsent(visit, step),
    scopes,
    mint,
  };
  await consumeOrFail(core, visit, JSON.stringify(outcome));
  const connection = await core.store.recordConsent(
    {
      newId: newId(core.clock.nowMs()),
      provider: provider.slug,
      appId: app.id,
      userId: step.user.id,
      accountId: step.membership.account.id,
      scopes,
      exact: false,
      dailyLimit: await dailyLimitOf(core, provider, app),
    },
    { now: nowSeconds(core.clock), actor: `user:${step.user.id}` },
  );
  if ('refused' in connection)
    throw new PageProblem(
      provider,
      {
        status: 403,
        key: connection.refused === DAILY_LIMIT ? 'app_limit' : 'no_account',
        detail: explainDeath(connection.refused),
        app: { name: app.name, clientId: app.id },
      },
      { locale: visit.locale },
    );
  logAuthorize(
    core,
    provider,
    app,
    visit.requestId,
    'ok',
    null,
    say('code_issued', { scopes: scopes.join(' ') || '-' }),
  );
  return conclude(
    provider,
    issueFor(core, provider, { ...request, locale: visit.locale }, connection, scopes, visit.redirect, mint),
  );
}

/**
 * R30: nothing opens, and the app gets `access_denied`. On the consent page the person saw where that leads and chose it;
 * `before` it nobody has, so an app we do not know well gets no automatic redirect (S-A20).
 */
export async function concludeDenial(
  core: Core,
  visit: Visit,
  when: 'on_consent' | 'before',
  reason: Sentence,
): Promise<Conclusion> {
  const { provider, app, browser } = visit;
  await consumeOrFail(core, visit);
  await core.store.recordDenial(
    { provider: provider.slug, type: 'consent.denied', appId: app.id, userId: browser.user?.id ?? null },
    { now: nowSeconds(core.clock), actor: browser.user ? `user:${browser.user.id}` : 'system' },
  );
  const error = new OAuthError('access_denied', say('not_given'), {
    reason: say('no_access', { why: reason }),
  });
  const answer = when === 'before' ? refuse : answerError;
  return conclude(provider, answer(core, provider, app, targetOf(visit), error, visit.requestId));
}
