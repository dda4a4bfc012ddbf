/** Finds what a command names: providers by slug, apps by client_id, people by e-mail address, accounts by name; all by id, too. */
import type { Core } from '../domain/core.ts';
import { isId } from '../domain/ids.ts';
import { normaliseEmail } from '../domain/people.ts';
import type { Provider } from '../domain/providers.ts';
import type { Account, Anomaly, App, User, WebhookEndpoint } from '../store/rows.ts';
import { CommandError, UsageError } from './failures.ts';
import { parseCount } from './times.ts';

/** @throws {UsageError} when it is unknown, or left out where there are several. */
export function getProvider(core: Core, slug: string | undefined): Provider {
  const slugs = [...core.providers.keys()];
  const wanted = slug ?? (slugs.length === 1 ? slugs[0] : undefined);
  if (wanted === undefined)
    throw new UsageError(`There are several providers; name one with --provider: ${slugs.join(', ')}.`);
  const provider = core.providers.get(wanted);
  if (!provider) throw new UsageError(`There is no provider "${wanted}". There are: ${slugs.join(', ')}.`);
  return provider;
}

/** A filter of a list: all providers where none is named. */
export function getProviderFilter(core: Core, slug: string | undefined): { provider?: string } {
  return slug === undefined ? {} : { provider: getProvider(core, slug).slug };
}

export async function getApp(core: Core, clientId: string): Promise<App> {
  const app = isId(clientId) ? await core.store.findApp(clientId) : null;
  if (app === null)
    throw new CommandError(`There is no app with the client_id "${clientId}". See: valetkey app list`);
  return app;
}

/** The provider of an app may have been taken out of the configuration since. */
export function getProviderOf(core: Core, app: App): Provider {
  const provider = core.providers.get(app.provider);
  if (!provider)
    throw new CommandError(`The app belongs to "${app.provider}", which the configuration has no more.`);
  return provider;
}

/** An id needs no provider; a name does. */
export async function getAccount(core: Core, text: string, slug: string | undefined): Promise<Account> {
  const account = isId(text)
    ? await core.store.findAccount(text)
    : await core.store.findAccountByName(getProvider(core, slug).slug, text);
  if (account === null || (slug !== undefined && account.provider !== slug))
    throw new CommandError(`There is no account "${text}"${slug ? ` at ${slug}` : ''}.`);
  return account;
}

export async function getUser(core: Core, text: string, slug: string | undefined): Promise<User> {
  const user = isId(text)
    ? await core.store.findUser(text)
    : await core.store.findUserByEmail(getProvider(core, slug).slug, normaliseEmail(text));
  if (user === null || (slug !== undefined && user.provider !== slug))
    throw new CommandError(`There is no user "${text}"${slug ? ` at ${slug}` : ''}.`);
  return user;
}

/** Of lists of what users gave access to. */
export const HOLDER_OPTIONS = {
  provider: { type: 'text', value: 'slug', description: 'Of this provider only' },
  user: { type: 'text', value: 'user', description: 'Of this user only' },
  account: { type: 'text', value: 'account', description: 'Of this account only' },
  ended: { type: 'flag', description: 'The ended ones instead' },
  limit: { type: 'text', value: 'number', description: 'How many (default: 100)' },
} as const;

interface HolderValues {
  provider: string | undefined;
  user: string | undefined;
  account: string | undefined;
  ended: boolean;
  limit: string | undefined;
}

export async function getHolderFilter(
  core: Core,
  values: HolderValues,
): Promise<{ provider?: string; userId?: string; accountId?: string; ended: boolean; limit: number }> {
  const { user, account, ended } = values;
  const filter = getProviderFilter(core, values.provider);
  return {
    ...filter,
    ...(user === undefined ? {} : { userId: (await getUser(core, user, filter.provider)).id }),
    ...(account === undefined ? {} : { accountId: (await getAccount(core, account, filter.provider)).id }),
    ended,
    limit: parseCount(values.limit, '--limit', 100, 1000),
  };
}

export async function getAnomaly(core: Core, id: string): Promise<Anomaly> {
  const anomaly = isId(id) ? await core.store.findAnomaly(id) : null;
  if (anomaly === null) throw new CommandError(`There is no anomaly "${id}". See: valetkey anomaly list`);
  return anomaly;
}

export async function getWebhook(core: Core, id: string): Promise<WebhookEndpoint> {
  const endpoint = isId(id) ? await core.store.findWebhookEndpoint(id) : null;
  if (endpoint === null)
    throw new CommandError(`There is no webhook "${id}". See: valetkey webhook list --app <client_id>`);
  return endpoint;
}
