/**
 * A double click on Allow: the browser drops the first answer and waits for the second. The same form, sent again by the same person, gets
 * the very same code, so nothing is issued twice: both name one family to be, and redeeming it still has one winner.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isSubset } from '@valetkey/protocol';
import { conclude, issueFor, type Conclusion } from '../../domain/authorization/answers.ts';
import type { CodeMint } from '../../domain/authorization/issue-code.ts';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Incoming } from '../../http/incoming.ts';
import { connectionState } from '../../store/liveness.ts';
import type { Connection, Id } from '../../store/rows.ts';
import { readAnsweredVisit, readStepForm } from './visit.ts';

const LOOKS = 20;
const LOOK_EVERY_MS = 100;

/** Kept with the interaction when Allow is answered. The code itself is never stored (S-B17). */
export interface AllowOutcome {
  userId: Id;
  accountId: Id;
  /** What was shown: the form's token is bound to it. */
  shown: readonly string[];
  scopes: readonly string[];
  mint: CodeMint;
}

/** Null: there is nothing to repeat, and the calm page is the answer (S-L8). */
export async function repeatAnswer(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Conclusion | null> {
  const visit = await readAnsweredVisit(core, provider, incoming);
  const outcome = visit?.interaction.outcome ? (JSON.parse(visit.interaction.outcome) as AllowOutcome) : null;
  if (visit === null || outcome === null || outcome.mint.expiresAt <= nowSeconds(core.clock)) return null;
  const form = readStepForm(core, visit, 'consent', outcome.shown);
  if (form?.get('decision') !== 'allow' || visit.browser.user?.id !== outcome.userId) return null;
  const connection = await awaitConsent(core, visit.app.id, outcome);
  if (connection === null) return null;
  const request = { ...visit.request, locale: visit.locale };
  const response = issueFor(
    core,
    provider,
    request,
    connection,
    outcome.scopes,
    visit.redirect,
    outcome.mint,
  );
  return conclude(provider, response);
}

/** The first answer may still be on its way into the store. */
async function awaitConsent(core: Core, appId: Id, outcome: AllowOutcome): Promise<Connection | null> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await sleep(LOOK_EVERY_MS);
    const context = await core.store.findConnection(appId, outcome.userId, outcome.accountId);
    if (context && connectionState(context).live && isSubset(outcome.scopes, context.connection.scopes))
      return context.connection;
  }
  return null;
}
