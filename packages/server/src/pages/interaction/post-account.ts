/** The account that was picked (R31); or nobody goes on: "Cancel", "Not you?". */
import { say } from '@valetkey/protocol';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { isAccountUsable } from '../../domain/authorization/next-step.ts';
import type { Conclusion } from '../../domain/authorization/answers.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Incoming } from '../../http/incoming.ts';
import { beginAsSomebodyElse } from './not-me.ts';
import { concludeDenial } from './post-consent.ts';
import { readStepForm, readVisit, stepUrl } from './visit.ts';

/** `POST /{slug}/interactions/{id}/account`: back to the dispatcher, which asks again when the choice is none. */
export async function postAccount(core: Core, provider: Provider, incoming: Incoming): Promise<Conclusion> {
  const visit = await readVisit(core, provider, incoming);
  const form = readStepForm(core, visit, 'account', []);
  const { user } = visit.browser;
  if (form?.has('cancel')) return await concludeDenial(core, visit, 'before', say('cancelled_account'));
  if (form?.has('not_me')) return await beginAsSomebodyElse(core, visit);
  if (form !== null && user !== null) {
    const memberships = await core.store.listMemberships(user.id);
    const chosen = memberships.find(
      m => m.account.id === form.get('account') && isAccountUsable(provider, m),
    );
    if (chosen)
      await core.store.updateInteraction(
        visit.interaction.id,
        { accountId: chosen.account.id },
        nowSeconds(core.clock),
      );
  }
  return { kind: 'redirect', location: stepUrl(visit), cookies: [] };
}
