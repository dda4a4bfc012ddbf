/** The provider itself, for its staff: overview, what is configured, keys and health, and the end of API keys. */
import * as operations from '@valetkey/protocol/console-api';
import { newId } from '../domain/ids.ts';
import { announceKeySunset, withdrawKeySunset } from '../domain/operation/key-sunset.ts';
import { readOverview } from '../domain/operation/overview.ts';
import { checkLogin, endpointsOf, keysOf, readHealth } from '../domain/operation/provider-facts.ts';
import { apiKeyEnd } from '../store/liveness.ts';
import type { ApiKeyContext, KeySunset } from '../store/rows.ts';
import type { Call } from './call.ts';
import { route, type Owned, type Route } from './route.ts';
import { scopeInWords } from './scope-in-words.ts';

const PAGE = 25;
const DAY = 86_400;

const keyOfProvider: Owned<{ keyId: string }, ApiKeyContext> = {
  kind: 'API key',
  find: async ({ core, provider, operator }, { keyId }) => {
    const found = operator ? await core.store.findApiKey(keyId) : null;
    return found?.key.provider === provider.slug ? found : null;
  },
};

export const providerRoutes: readonly Route[] = [
  route(operations.readOverview, { handle: ({ core, provider }) => readOverview(core, provider) }),
  route(operations.readProvider, { handle: readProvider }),
  route(operations.rotateKeys, {
    handle: async ({ core, act }, { body: { use } }) => {
      await core.keys.rotate(use, act);
      return {};
    },
  }),
  route(operations.checkLogin, { handle: async ({ provider }) => await checkLogin(provider) }),
  route(operations.listKeyHolders, { handle: listHolders }),
  route(operations.summariseKeys, {
    handle: async ({ core, provider, now }) => ({
      ...(await core.store.countApiKeys(provider.slug, now)),
      sunset: toWire(await core.store.findKeySunset(provider.slug)),
    }),
  }),
  route(operations.endKey, {
    owned: keyOfProvider,
    handle: async ({ core, act }, { object: { key }, body: { reason } }) => {
      const told = { actId: newId(core.clock.nowMs()), reason };
      await core.store.revokeApiKey(key.id, act, told);
      return {};
    },
  }),
  route(operations.announceSunset, {
    handle: async ({ core, provider, act }, { body }) => ({
      keys: await announceKeySunset(core, provider, body, act),
    }),
  }),
  route(operations.withdrawSunset, {
    handle: async ({ core, provider, act }, { body: { reason } }) => {
      await withdrawKeySunset(core, provider, reason, act);
      return {};
    },
  }),
  route(operations.readSunset, {
    handle: async ({ core, provider }) => ({ sunset: toWire(await core.store.findKeySunset(provider.slug)) }),
  }),
];

const toWire = (sunset: KeySunset | null) =>
  sunset && { endsAt: sunset.endsAt, notice: sunset.notice, announcedAt: sunset.announcedAt };

async function readProvider({
  core,
  provider,
}: Call): Promise<operations.AnswerOf<typeof operations.readProvider>> {
  const { profile, login, scopes } = provider;
  return {
    profile: profile.title,
    warnings: profile.warnings,
    endpoints: endpointsOf(provider),
    scopes: [...scopes].map(([name, { includes = [], dailyQuota = null }]) => ({
      scope: scopeInWords(provider, name),
      includes: includes === '*' ? [] : includes,
      everything: includes === '*',
      dailyQuota,
    })),
    keys: keysOf(core).map(({ id, use, state, createdAt, activeAt }) => ({
      id,
      use,
      state,
      createdAt,
      activeAt,
    })),
    login: { type: login.type, url: login.type === 'handoff' ? login.url : null },
    health: await readHealth(core),
  };
}

async function listHolders(
  { core, provider, now }: Call,
  { query: { search, after } }: { query: operations.QueryOf<typeof operations.listKeyHolders> },
): Promise<operations.AnswerOf<typeof operations.listKeyHolders>> {
  const found = await core.store.listApiKeys({
    provider: provider.slug,
    limit: PAGE + 1,
    ...(search === undefined ? {} : { search }),
    ...(after === undefined ? {} : { after }),
  });
  const shown = found.slice(0, PAGE);
  const calls = await core.store.sumCalls(
    shown.map(({ key }) => key.id),
    Math.floor(now / DAY) - 29,
  );
  const items = shown.map(async ({ key, user, account }) => ({
    id: key.id,
    label: key.label,
    lastFour: key.lastFour,
    owner: { name: user.name, email: user.email },
    account: account.name,
    createdAt: key.createdAt,
    lastUsedAt: key.lastUsedAt,
    endsAt: apiKeyEnd(key),
    calls30Days: calls.get(key.id) ?? 0,
    moved: (await core.store.listConnections({ accountId: account.id, limit: 1 })).length > 0,
  }));
  return { items: await Promise.all(items), next: found.length > PAGE ? shown.at(-1)!.key.id : null };
}
