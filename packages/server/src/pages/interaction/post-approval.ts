/** A member asks the administrators of the account for an app (S-M9): the request is written down, and no code is given. */
import { say } from '@valetkey/protocol';
import type { Conclusion } from '../../domain/authorization/answers.ts';
import { logAuthorize } from '../../domain/authorization/conclude.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { newId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Incoming } from '../../http/incoming.ts';
import { MESSAGE_LENGTH } from '../ask-administrator.ts';
import { shownOnAsk, whyNot, type NotAllowed } from './ask-model.ts';
import { beginAsSomebodyElse } from './not-me.ts';
import { concludeDenial } from './post-consent.ts';
import { findStep } from './show.ts';
import { readStepForm, readVisit, stepUrl, type Visit } from './visit.ts';

/** `POST /{slug}/interactions/{id}/approval`: back to the dispatcher, which shows that the request waits. */
export async function postApproval(core: Core, provider: Provider, incoming: Incoming): Promise<Conclusion> {
  const visit = await readVisit(core, provider, incoming);
  const step = await findStep(core, visit);
  const form = readStepForm(core, visit, 'approval', step.step === 'not_allowed' ? shownOnAsk(step) : []);
  if (step.step !== 'not_allowed' || form === null)
    return { kind: 'redirect', location: stepUrl(visit), cookies: [] };
  if (form.has('not_me')) return await beginAsSomebodyElse(core, visit);
  if (form.has('another_account'))
    return { kind: 'redirect', location: `${visit.here}?pick=1&ui_locales=${visit.locale}`, cookies: [] };
  if (form.has('cancel')) return await concludeDenial(core, visit, 'before', say('account_lets_not_in'));
  if (form.has('ask') && whyNot(visit, step) === 'approval')
    await ask(core, visit, step, form.get('message') ?? '');
  return { kind: 'redirect', location: stepUrl(visit), cookies: [] };
}

async function ask(core: Core, visit: Visit, step: NotAllowed, message: string): Promise<void> {
  const { provider, app, requestId } = visit;
  const request = {
    id: newId(core.clock.nowMs()),
    provider: provider.slug,
    accountId: step.membership.account.id,
    appId: app.id,
    userId: step.user.id,
    message: message.trim().slice(0, MESSAGE_LENGTH),
  };
  const act = { now: nowSeconds(core.clock), actor: `user:${step.user.id}` };
  if (await core.store.requestApproval(request, act))
    logAuthorize(core, provider, app, requestId, 'refused', 'access_denied', say('asked_administrators'));
}
