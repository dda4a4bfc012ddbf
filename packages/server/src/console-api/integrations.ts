/** Active Integrations: what may open one's data, and taking it back (R5-R9, R58). */
import { OAuthError, say } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { createApiKey } from '../domain/api-keys.ts';
import { describeConnection, listIntegrations, type Integration } from '../domain/integrations.ts';
import type { Provider } from '../domain/providers.ts';
import { apiKeyEnd } from '../store/liveness.ts';
import type { ApiKeyContext, AppWithoutLogo, ConnectionContext, EventRow } from '../store/rows.ts';
import type { Call } from './call.ts';
import { ownApiKey, ownConnection } from './owned.ts';
import { route, type Route } from './route.ts';
import { scopeInWords } from './scope-in-words.ts';

const PAGE = 25;
const REASON = 'revoked by the user in Active Integrations';

export const integrationRoutes: readonly Route[] = [
  route(operations.listIntegrations, {
    handle: async ({ core, provider, user }, { query: { after, search, order } }) => {
      const filter = {
        userId: user.id,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
        ...(search === undefined ? {} : { search }),
        ...(order === undefined ? {} : { order }),
      };
      const { items, next } = await listIntegrations(core, provider, filter);
      return { items: items.map(item => toWire(provider, item)), next };
    },
  }),
  route(operations.readConnection, {
    owned: ownConnection,
    handle: async ({ core, provider }, { object }) =>
      toWire(provider, await describeConnection(core, object)),
  }),
  route(operations.readConnectionHistory, { owned: ownConnection, handle: readHistory }),
  route(operations.revokeConnection, {
    owned: ownConnection,
    handle: async ({ core, now, act }, { object: { connection } }) => {
      const families = await core.store.summariseFamilies([connection.id], now);
      const revoked = await core.store.revokeConnection(connection.id, REASON, act);
      return { revoked, tokens: revoked ? (families.get(connection.id)?.live ?? 0) : 0 };
    },
  }),
  route(operations.revokeApiKey, {
    owned: ownApiKey,
    handle: async ({ core, act }, { object: { key } }) => ({
      revoked: await core.store.revokeApiKey(key.id, act),
    }),
  }),
  route(operations.createApiKey, {
    handle: async ({ core, provider, user, memberships, act }, { body: { accountId, label } }) => {
      const account = memberships.find(membership => membership.account.id === accountId)?.account;
      if (account === undefined) throw new OAuthError('not_found', say('no_such_account'));
      return await createApiKey(core, provider, { user, account, label }, act.actor);
    },
  }),
];

type WireIntegration = operations.Parsed<typeof operations.integration>;

export function toWire(provider: Provider, item: Integration): WireIntegration {
  const { id, kind, state, calls30Days, context } = item;
  const { account } = context;
  return {
    ...(item.kind === 'connection' ? ofConnection(provider, item.context) : ofKey(provider, item.context)),
    kind,
    id,
    state,
    calls30Days,
    account: { id: account.id, name: account.name },
    endsAt: item.kind === 'key' ? apiKeyEnd(item.context.key) : (item.families?.endsAt ?? null),
    hasToken: item.kind === 'key' || item.families !== null,
  };
}

function ofConnection(provider: Provider, { app, connection }: ConnectionContext) {
  return {
    name: app.name,
    app: {
      id: app.id,
      publisher: app.publisher,
      description: app.description,
      standing: standingOf(app),
      logo: app.logo,
      homepageUrl: app.homepageUrl,
    },
    key: null,
    scopes: connection.scopes.map(name => scopeInWords(provider, name)),
    connectedAt: connection.consentedAt,
    lastUsedAt: connection.lastUsedAt,
  };
}

function ofKey(provider: Provider, { key }: ApiKeyContext) {
  return {
    name: key.label,
    app: null,
    key: { lastFour: key.lastFour, personal: key.personal },
    scopes: key.scopes.map(name => scopeInWords(provider, name)),
    connectedAt: key.createdAt,
    lastUsedAt: key.lastUsedAt,
  };
}

export function standingOf(app: AppWithoutLogo): 'verified' | 'unverified' | 'development' {
  if (app.status === 'draft') return 'development';
  return app.verified ? 'verified' : 'unverified';
}

async function readHistory(
  call: Call,
  { object, query: { before } }: { object: ConnectionContext; query: { before?: string } },
): Promise<operations.AnswerOf<typeof operations.readConnectionHistory>> {
  const events = await call.core.store.listRecentEvents({
    connectionId: object.connection.id,
    ...(before === undefined ? {} : { before: Number(before) }),
    limit: PAGE + 1,
  });
  const shown = events.slice(0, PAGE);
  const items = shown.flatMap(event => toEntry(call, event));
  return { items, next: events.length > shown.length ? String(shown.at(-1)!.seq) : null };
}

type Entry = operations.AnswerOf<typeof operations.readConnectionHistory>['items'][number];

function toEntry({ provider, user }: Call, event: EventRow): Entry[] {
  const type = operations.HISTORY_TYPES.find(known => known === event.type);
  if (type === undefined) return [];
  const { scopes = [] } = event.detail as { scopes?: readonly string[] };
  return [
    {
      seq: event.seq,
      at: Math.floor(event.at / 1000),
      type,
      by: actorOf(event.actor, user.id),
      scopes: scopes.map(name => scopeInWords(provider, name)),
    },
  ];
}

function actorOf(actor: string, userId: string): Entry['by'] {
  if (actor === `user:${userId}`) return 'you';
  if (actor.startsWith('user:')) return 'administrator';
  if (actor.startsWith('app:')) return 'app';
  return actor === 'operator' ? 'provider' : 'system';
}
