/** From an event to who is told of it: the user whose connection it is, the people of an app, the provider's staff. */
import type { ConnectionContext, EventRow, EventType, Id } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import { normaliseEmail } from '../people.ts';
import type { Provider } from '../providers.ts';
import { ENDS_AT_ONCE, findTold, reasonOf } from '../ended-at-once.ts';
import { isMailLocale, mailText, type MailKind, type MailLocale } from './texts.ts';
import type { Letter } from './write.ts';

export const MAIL_EVENTS: readonly EventType[] = [
  'connection.created',
  'connection.revoked',
  'api_key.revoked',
  'app.approved',
  'app.sent_back',
  'app.suspended',
  'app.resumed',
  'secret.expiring',
  'webhook.disabled',
  'anomaly.found',
  ...ENDS_AT_ONCE,
];

/** Of the app's people these are told. */
const TOLD_ROLES = ['owner', 'developer'];

interface Telling {
  store: Store;
  provider: Provider;
  event: EventRow;
}

export async function lettersOf(
  store: Store,
  providers: ReadonlyMap<string, Provider>,
  event: EventRow,
): Promise<Letter[]> {
  const provider = providers.get(event.provider);
  if (provider === undefined) return [];
  const telling = { store, provider, event };
  switch (event.type) {
    case 'connection.created':
      return await toUser(telling, 'connection_created');
    case 'connection.revoked':
      if (event.detail['told'] === true) return [];
      return await toUser(telling, event.detail['apps'] === undefined ? 'connection_ended' : 'access_ended');
    case 'api_key.revoked':
      return await toKeyOwner(telling);
    case 'app.approved':
    case 'app.resumed':
      return await toDevelopers(telling, 'app_approved', '');
    case 'app.sent_back':
      return await toDevelopers(
        telling,
        event.detail['kind'] === 'refused' ? 'app_refused' : 'app_changes',
        '/review',
      );
    case 'app.suspended':
      return await toDevelopers(telling, 'app_suspended', '');
    case 'secret.expiring':
      return await toDevelopers(telling, 'secret_expiring', '/credentials');
    case 'webhook.disabled':
      return await toDevelopers(telling, 'webhook_off', '/webhooks');
    case 'anomaly.found':
      return event.detail['response'] === 'notify' ? [] : await toStaff(telling);
    default:
      return ENDS_AT_ONCE.includes(event.type) ? await toAllEnded(telling) : [];
  }
}

/** Told in one mail, by the event of the membership. */
const TOLD_AT_ONCE: readonly unknown[] = ['member_removed', 'role_lost'];
/** In a mail; the rest is a number. */
const MOST_NAMES = 10;

async function toAllEnded({ store, provider, event }: Telling): Promise<Letter[]> {
  const told = await findTold(store, event);
  const byUser = Map.groupBy(told, ({ userId }) => userId);
  return await Promise.all(
    [...byUser].map(async ([userId, ended]) => {
      const { email, name } = (await store.findUser(userId))!;
      const locale = await localeOf(store, provider, email);
      const accounts = await Promise.all(ended.map(({ accountId }) => store.findAccount(accountId)));
      const list = new Intl.ListFormat(locale);
      const values = {
        account: list.format(accounts.map(account => account!.name)),
        names: namesOf(
          ended.flatMap(one => one.names),
          locale,
        ),
        who: await whoOf(store, provider, event.actor, locale),
        reason: reasonOf(event) || mailText(locale, 'noReason'),
        when: timeOf(event.at, locale),
      };
      const kind = ended[0]!.isForNow ? ('access_blocked' as const) : ('access_ended' as const);
      const link = `${provider.issuer}/console/settings/integrations`;
      return { kind, provider, recipient: email, name, locale, values, link };
    }),
  );
}

/** What one did oneself needs no mail; what the app gave back is in the history. */
async function toUser({ store, provider, event }: Telling, kind: MailKind): Promise<Letter[]> {
  const context = await store.findConnectionById(event.connectionId ?? '');
  if (context === null || context.user.status !== 'active') return [];
  const isOwnEnd = event.actor === `user:${context.user.id}` || event.actor.startsWith('app:');
  if (kind !== 'connection_created' && (isOwnEnd || TOLD_AT_ONCE.includes(event.detail['reason']))) return [];
  const { user, app, account } = context;
  const locale = await localeOf(store, provider, user.email);
  const values = {
    app: app.name,
    publisher: app.publisher,
    account: account.name,
    names: namesOf(event.detail['apps'], locale),
    scopes: scopesOf(provider, locale, event.detail['scopes']),
    who: await whoOf(store, provider, event.actor, locale),
    reason: textOf(event.detail['reason']) || mailText(locale, 'noReason'),
    when: timeOf(event.at, locale),
  };
  const link = `${provider.issuer}/console/settings/integrations${linkedConnection(kind, context)}`;
  return [{ kind, provider, recipient: user.email, name: user.name, locale, values, link }];
}

/** A key that somebody else ended by itself: what ends with a membership or an account is told of by that. */
async function toKeyOwner({ store, provider, event }: Telling): Promise<Letter[]> {
  const { act, told, apps } = event.detail;
  const context = await store.findApiKey(event.apiKeyId ?? '');
  if (context === null || act === undefined || told === true) return [];
  const { key, user, account } = context;
  if (user.status !== 'active' || event.actor === `user:${user.id}`) return [];
  const locale = await localeOf(store, provider, user.email);
  const values = {
    account: account.name,
    names: namesOf(apps ?? [key.label], locale),
    who: await whoOf(store, provider, event.actor, locale),
    reason: reasonOf(event) || mailText(locale, 'noReason'),
    when: timeOf(event.at, locale),
  };
  const link = `${provider.issuer}/console/settings/integrations`;
  return [{ kind: 'access_ended', provider, recipient: user.email, name: user.name, locale, values, link }];
}

function linkedConnection(kind: MailKind, { connection }: ConnectionContext): string {
  return kind === 'connection_created' ? `/${connection.id}` : '';
}

function namesOf(names: unknown, locale: MailLocale): string {
  const all = Array.isArray(names) ? names.map(String) : [];
  const more = all.length > MOST_NAMES ? [`+${all.length - MOST_NAMES}`] : [];
  return new Intl.ListFormat(locale).format([...all.slice(0, MOST_NAMES), ...more]);
}

async function toDevelopers(
  { store, provider, event }: Telling,
  kind: MailKind,
  screen: string,
): Promise<Letter[]> {
  const app = event.appId === null ? null : await store.findApp(event.appId);
  if (app === null) return [];
  const link = `${provider.issuer}/console/developers/apps/${app.id}${screen}`;
  const notes =
    event.detail['note'] === undefined ? [] : await store.listAppNotes({ appId: app.id, limit: 20 });
  const message = notes.find(({ id }) => id === event.detail['note'])?.text ?? '';
  const people = await peopleOf(store, app.id, app.ownerEmail);
  return await Promise.all(
    people.map(async ({ email, name }) => {
      const locale = await localeOf(store, provider, email);
      const { detail } = event;
      const ends = detail['expiresAt'];
      const values = {
        app: app.name,
        message: message || mailText(locale, 'noReason'),
        lastFour: textOf(detail['lastFour']),
        url: textOf(detail['url']),
        when: timeOf(typeof ends === 'number' ? ends * 1000 : event.at, locale),
      };
      return { kind, provider, recipient: email, name, locale, values, link };
    }),
  );
}

async function peopleOf(
  store: Store,
  appId: Id,
  ownerEmail: string,
): Promise<{ email: string; name: string }[]> {
  const members = (await store.listAppMembers(appId)).filter(({ member }) =>
    TOLD_ROLES.includes(member.role),
  );
  if (members.length > 0) return members.map(({ user: { email, name } }) => ({ email, name }));
  return [{ email: normaliseEmail(ownerEmail), name: ownerEmail }];
}

async function toStaff({ store, provider, event }: Telling): Promise<Letter[]> {
  const app = event.appId === null ? null : await store.findApp(event.appId);
  const link = `${provider.issuer}/console/operation/anomalies/${textOf(event.detail['anomaly'])}`;
  return await Promise.all(
    (provider.config.operators ?? []).map(normaliseEmail).map(async recipient => {
      const locale = await localeOf(store, provider, recipient);
      const name = (await store.findUserByEmail(provider.slug, recipient))?.name ?? recipient;
      const values = {
        app: app?.name ?? provider.name,
        rule: textOf(event.detail['rule']),
        response: textOf(event.detail['response']),
        when: timeOf(event.at, locale),
      };
      return { kind: 'anomaly' as const, provider, recipient, name, locale, values, link };
    }),
  );
}

async function localeOf(store: Store, provider: Provider, email: string): Promise<MailLocale> {
  const locale = await store.findLocale(provider.slug, email);
  return locale !== null && isMailLocale(locale) ? locale : 'en';
}

async function whoOf(store: Store, provider: Provider, actor: string, locale: MailLocale): Promise<string> {
  const [kind, id = ''] = actor.split(':');
  const user = kind === 'user' ? await store.findUser(id) : null;
  return user?.name ?? mailText(locale, 'staff', { provider: provider.name });
}

function scopesOf(provider: Provider, locale: MailLocale, names: unknown): string {
  const words = (Array.isArray(names) ? names : []).map(name => {
    const title = provider.scopes.get(String(name))?.title;
    return title?.[locale] ?? title?.en ?? String(name);
  });
  return new Intl.ListFormat(locale).format(words);
}

function timeOf(ms: number, locale: MailLocale): string {
  const time = new Date(ms).toLocaleString(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${time} UTC`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
