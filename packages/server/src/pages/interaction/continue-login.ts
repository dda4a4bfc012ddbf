/**
 * Back from the company's own login (handoff). Two things must meet: the cookie of the browser that began the request, and the one-time
 * ticket that the company gave to the browser that signed in. So nobody can have another person sign in for them.
 */
import { say } from '@valetkey/protocol';
import type { Conclusion } from '../../domain/authorization/answers.ts';
import { startSession } from '../../domain/browsers.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { PageProblem } from '../../domain/page-problem.ts';
import { wantedLocale } from '../wanted-locale.ts';
import { storePerson, type LoginAnswer } from '../../domain/people.ts';
import type { Provider } from '../../domain/providers.ts';
import { readQuery, type Incoming } from '../../http/incoming.ts';
import type { User } from '../../store/rows.ts';
import { StoreConflictError } from '../../store/store.ts';
import { concludeDenial } from './post-consent.ts';
import { readAnyVisit, stepUrl, type ConsoleVisit, type Visit } from './visit.ts';

/** `GET /{slug}/interactions/{id}/continue?ticket=…` */
export async function continueLogin(core: Core, provider: Provider, incoming: Incoming): Promise<Conclusion> {
  const visit = await readAnyVisit(core, provider, incoming);
  const now = nowSeconds(core.clock);
  const ticketHash = core.keys.pepper.hash('ticket', readQuery(incoming).get('ticket') ?? '');
  const answer = await core.store.consumeLoginTicket(visit.interaction.id, ticketHash, now);
  if (answer === null)
    throw new PageProblem(
      provider,
      { status: 400, key: 'login_failed', retryHref: visit.here },
      { locale: visit.locale },
    );
  const login = JSON.parse(answer) as LoginAnswer;
  if ('error' in login) {
    if (visit.app === null)
      throw new PageProblem(provider, { status: 403, key: 'login_failed' }, { locale: visit.locale });
    return await concludeDenial(core, visit, 'before', say('login_answered', { error: login.error }));
  }
  const user = await keepPerson(core, visit, login);
  if (user.status !== 'active')
    throw new PageProblem(provider, { status: 403, key: 'login_failed' }, { locale: visit.locale });
  const cookie = await startSession(
    core,
    provider,
    user,
    visit.browser.session,
    wantedLocale(incoming) ?? 'en',
  );
  await core.store.updateInteraction(visit.interaction.id, { authenticatedAt: now }, now);
  return { kind: 'redirect', location: stepUrl(visit), cookies: [cookie] };
}

/** @throws {PageProblem} when a user of our own directory has the person's address: the operator has to say whose it is. */
async function keepPerson(
  core: Core,
  { provider, locale, requestId }: Visit | ConsoleVisit,
  person: Parameters<typeof storePerson>[2],
): Promise<User> {
  try {
    return await storePerson(core, provider, person);
  } catch (error) {
    if (!(error instanceof StoreConflictError)) throw error;
    const detail = say('address_taken');
    core.log.warn({ provider: provider.slug, requestId, externalId: person.user.id }, detail);
    throw new PageProblem(provider, { status: 403, key: 'login_failed', detail }, { locale });
  }
}
