/** Developer Settings: one's own apps (R9, R11-R20). Secrets are in none of these answers (S-J9). */
import * as operations from '@valetkey/protocol/console-api';
import { listOwnApps, type OwnApp } from '../domain/developers/ownership.ts';
import { describeUse } from '../domain/developers/app-use.ts';
import { mayHaveSecrets } from '../domain/registration.ts';
import type { Provider } from '../domain/providers.ts';
import type { Call } from './call.ts';
import type { App } from '../store/rows.ts';
import { ownApp } from './owned.ts';
import { route, type Route } from './route.ts';
import { scopeInWords } from './scope-in-words.ts';

const PAGE = 25;
const DAY = 86_400;

export const appRoutes: readonly Route[] = [
  route(operations.listApps, {
    handle: async ({ core, provider, user, now }, { query: { after } }) => {
      const page = { limit: PAGE, ...(after === undefined ? {} : { after }) };
      const { items, next } = await listOwnApps(core, provider, user, page);
      const uses = await describeUse(
        core,
        provider,
        items.map(({ app }) => app.id),
        now,
      );
      return { items: items.map((own, i) => ({ ...inList(own), ...uses[i]! })), next };
    },
  }),
  route(operations.readApp, {
    owned: ownApp,
    handle: ({ provider }, { object }) => toWire(provider, object),
  }),
  route(operations.listAppConnections, { owned: ownApp, handle: readConnections }),
  route(operations.readFirstSteps, {
    owned: ownApp,
    handle: async ({ core }, { object: { app } }) => {
      const progress = await core.store.findAppProgress(app.id);
      const done = { registered: true, authorised: progress.connected, ...progress };
      return { steps: operations.FIRST_STEPS.map(name => ({ name, done: done[name] })) };
    },
  }),
];

function inList({ app, role }: OwnApp) {
  const { id, name, publisher, logo, verified, createdAt } = app;
  return { id, name, publisher, logo, verified, createdAt, role, status: shownStatus(app) };
}

export function toWire(
  provider: Provider,
  { app, role }: OwnApp,
): operations.Parsed<typeof operations.developedApp> {
  const { ownerEmail: _, provider: __, selfRegistered: ___, epoch: ____, ...shown } = app;
  return {
    ...shown,
    role,
    status: shownStatus(app),
    scopes: app.scopes.map(name => scopeInWords(provider, name)),
    scopeReasons: Object.entries(app.scopeReasons).map(([scope, reason]) => ({ scope, reason })),
    mayHaveSecrets: app.type === 'confidential' && mayHaveSecrets(provider, app),
  };
}

/** What was deleted is found by nobody. */
export function shownStatus({ status }: App): Exclude<App['status'], 'deleted'> {
  if (status === 'deleted') throw new Error('a deleted app is not shown');
  return status;
}

async function readConnections(
  { core, now }: Call,
  { object: { app }, query: { after } }: { object: OwnApp; query: { after?: string } },
): Promise<operations.AnswerOf<typeof operations.listAppConnections>> {
  const filter = { appId: app.id, limit: PAGE + 1, ...(after === undefined ? {} : { after }) };
  const found = await core.store.listConnections(filter);
  const shown = found.slice(0, PAGE);
  const calls = await core.store.sumCalls(
    shown.map(({ connection }) => connection.id),
    Math.floor(now / DAY) - 29,
  );
  const items = shown.map(({ connection, account }) => ({
    id: connection.id,
    account: account.name,
    scopes: connection.scopes,
    connectedAt: connection.consentedAt,
    lastUsedAt: connection.lastUsedAt,
    calls30Days: calls.get(connection.id) ?? 0,
  }));
  return { items, next: found.length > shown.length ? shown.at(-1)!.connection.id : null };
}
