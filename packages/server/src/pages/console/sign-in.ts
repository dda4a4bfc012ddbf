/** `GET /{slug}/console/sign-in?return=/…`: signs in with the provider's own login and comes back. `again=1`: also who is signed in already (S-L9). */
import type { Conclusion } from '../../domain/authorization/answers.ts';
import { startInteraction } from '../../domain/authorization/start-interaction.ts';
import { bindBrowser, readBrowser } from '../../domain/browsers.ts';
import type { Core } from '../../domain/core.ts';
import type { Provider } from '../../domain/providers.ts';
import { header, readQuery, type Incoming } from '../../http/incoming.ts';
import { wantedLocale } from '../wanted-locale.ts';

/** A path inside the console: whatever it says, it leads nowhere else. */
const RETURN_PATH = /^(?:\/[A-Za-z0-9_-]+)*\/?(?:\?[A-Za-z0-9_=&.%-]*)?$/;
const LONGEST_RETURN = 512;

export async function signInToConsole(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Conclusion> {
  const query = readQuery(incoming);
  const wanted = query.get('return') ?? '';
  const returnTo = wanted.length <= LONGEST_RETURN && RETURN_PATH.test(wanted) ? wanted : '';
  const browser = await readBrowser(core, provider, header(incoming, 'cookie'));
  const again = query.get('again') === '1';
  if (browser.user !== null && !again)
    return { kind: 'redirect', location: `${provider.issuer}/console${returnTo}`, cookies: [] };
  const bound = browser.hash === null ? bindBrowser(core, provider) : null;
  const location = await startInteraction(core, provider, null, bound?.hash ?? browser.hash!, {
    returnTo,
    prompts: again ? ['login'] : [],
    locale: wantedLocale(incoming) ?? 'en',
    loginHint: again ? (browser.user?.email ?? null) : null,
  });
  return { kind: 'redirect', location, cookies: bound === null ? [] : [bound.cookie] };
}
