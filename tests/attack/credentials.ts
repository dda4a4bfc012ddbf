/** Somebody with everything that can be guessed: an app's secret, tokens of a consent, an API key, a password. */
import { createApiKey } from '../../packages/server/src/domain/api-keys.ts';
import type { Core } from '../../packages/server/src/domain/core.ts';
import {
  REDIRECT_URI,
  TestBrowser,
  authorizeUrl,
  callbackOf,
  createApp,
  createPerson,
  type TestApp,
} from '../../packages/server/src/fixtures.ts';
import { openSiteCore } from '../faults/parties.ts';
import type { Site } from '../faults/server-process.ts';
import { asTestServer, type Wire } from '../faults/wire.ts';

/** Access tokens and API keys beside each other; a directory of its own; refresh tokens. */
export const SLUG = 'fliki';

export interface Victim extends TestApp {
  email: string;
  keyId: string;
  apiKey: string;
}

/** Before the server starts. */
export async function createVictims(site: Site, count: number): Promise<Victim[]> {
  const core = await openSiteCore(site);
  const victims: Victim[] = [];
  for (let i = 0; i < count; i++) victims.push(await createVictim(core, i));
  await core.close();
  return victims;
}

async function createVictim(core: Core, number: number): Promise<Victim> {
  const directory = { core, provider: (name: string) => core.providers.get(name)! };
  const email = `person${number}@example.com`;
  const person = await createPerson(directory, SLUG, { email });
  const app = await createApp(directory, SLUG, { clientCredentials: true });
  const of = { user: person.user, account: person.accounts[0]!, label: 'laptop' };
  const { id, key } = await createApiKey(core, directory.provider(SLUG), of, 'operator');
  return { ...app, email, keyId: id, apiKey: key };
}

/** Where `authorizeUrl` of the fixtures looks up the provider, without a server of this process. */
export async function authorizePath(site: Site, victim: Victim): Promise<string> {
  const core = await openSiteCore(site);
  const path = authorizeUrl({ provider: slug => core.providers.get(slug)! }, SLUG, victim.app, {});
  await core.close();
  return path;
}

export async function obtainCode(wire: Wire, victim: Victim, authorize: string): Promise<string> {
  const browser = new TestBrowser(asTestServer(() => wire));
  await browser.goto(authorize);
  await browser.signIn(victim.email);
  await browser.submit({ decision: 'allow' });
  return callbackOf(browser.page)['code']!;
}

export function redemption(victim: Victim, code: string): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    client_id: victim.app.id,
    client_secret: victim.secret,
  };
}

export async function postForm(
  wire: Wire,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Awaited<ReturnType<Wire['inject']>>> {
  return await wire.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  });
}
