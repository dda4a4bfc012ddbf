/** "Not you?": the session ends, and the same request begins anew with a sign-in. */
import type { Conclusion } from '../../domain/authorization/answers.ts';
import { startInteraction } from '../../domain/authorization/start-interaction.ts';
import { endSession } from '../../domain/browsers.ts';
import type { Core } from '../../domain/core.ts';
import { consumeOrFail } from './show.ts';
import type { Visit } from './visit.ts';

/**
 * A new interaction, because the company's own login answers each but once; and with `prompt=login`, because that login may
 * still know the person who is not the right one.
 */
export async function beginAsSomebodyElse(core: Core, visit: Visit): Promise<Conclusion> {
  const { provider, app, browser, request, locale } = visit;
  await consumeOrFail(core, visit);
  const cookies = browser.session ? [await endSession(core, provider, browser.session)] : [];
  const prompts = [...new Set([...request.prompts, 'login'])];
  const location = await startInteraction(core, provider, app.id, browser.hash, {
    ...request,
    prompts,
    locale,
  });
  return { kind: 'redirect', location, cookies };
}
