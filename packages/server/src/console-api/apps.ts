/** Developer Settings: one's own apps (R9, R11-R20). Secrets are in none of these answers (S-J9). */
import * as operations from '@valetkey/protocol/console-api';
import { listOwnApps, type OwnApp } from '../domain/developers/ownership.ts';
import { describeUse } from '../domain/developers/app-use.ts';
import { mayHaveSecrets } from '../domain/registration.ts';
import type { Provider } from '../domain/providers.ts';
import type { App } from '../store/rows.ts';
import { ownApp } from './owned.ts';
import { route, type Route } from './route.ts';
import { scopeInWords } from './scope-in-words.ts';

const PAGE = 25;

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
];

function inList({ app, role }: OwnApp) {
  const { id, name, publisher, logo, verified, createdAt } = app;
  return { id, name, publisher, logo, verified, createdAt, role, status: shownStatus(app) };
}

function toWire(
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
function shownStatus({ status }: App): Exclude<App['status'], 'deleted'> {
  if (status === 'deleted') throw new Error('a deleted app is not shown');
  return status;
}
