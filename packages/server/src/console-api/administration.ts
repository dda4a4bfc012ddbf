/** Administration of an account: what is connected there, by whom, and taking it back on behalf of members (R50). */
import { OAuthError, say, renderCsv } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { exportIntegrations, readAccessFilter, revokeAccess } from '../domain/administration/access.ts';
import { countIntegrations, listIntegrations } from '../domain/integrations.ts';
import { decisionOf } from '../store/liveness.ts';
import type { Account, User } from '../store/rows.ts';
import type { AccessSelection } from '../store/store.ts';
import { standingOf, toWire } from './integrations.ts';
import { administeredAccount as owned } from './owned-account.ts';
import { route, type Route } from './route.ts';

const PAGE = 50;

export const administrationRoutes: readonly Route[] = [
  route(operations.listAccountIntegrations, {
    owned,
    handle: async ({ core, provider }, { object: account, query: { after, ...query } }) => {
      const { items, next } = await listIntegrations(core, provider, {
        ...readAccessFilter(core, provider, account.id, query),
        ...(after === undefined ? {} : { after }),
        limit: PAGE,
      });
      const withMember = items.map(item => ({
        integration: toWire(provider, item),
        member: memberOf(item.context.user),
      }));
      return { items: withMember, next };
    },
  }),
  route(operations.exportAccountIntegrations, {
    owned,
    handle: async ({ core, provider, act, reply }, { object: account, body }) => {
      const filter = { ...readAccessFilter(core, provider, account.id, body), accountId: account.id };
      reply.headers['x-total-rows'] = String(await countIntegrations(core, provider, filter));
      return renderCsv(exportIntegrations(core, provider, filter, act.actor));
    },
  }),
  route(operations.listConnectedApps, {
    owned,
    handle: async ({ core }, { object: account, query }) => {
      const found = await core.store.listConnectedApps({ accountId: account.id, ...query, limit: PAGE + 1 });
      return pageOf(
        found,
        ({ app }) => app.id,
        ({ app, ...counts }) => ({
          ...counts,
          id: app.id,
          name: app.name,
          publisher: app.publisher,
          standing: standingOf(app),
          decision: decisionOf(account.appPolicy, app.id),
        }),
      );
    },
  }),
  route(operations.listMembers, {
    owned,
    handle: async ({ core }, { object: account, query }) => {
      const found = await core.store.listMembers({ accountId: account.id, ...query, limit: PAGE + 1 });
      return pageOf(
        found,
        ({ user }) => user.id,
        ({ user, ...counts }) => ({ ...counts, member: memberOf(user) }),
      );
    },
  }),
  route(operations.revokeAccess, {
    owned,
    handle: ({ core, act }, { object: account, body }) =>
      revokeAccess(core, selectionOf(account, body), body.reason.trim(), act.actor),
  }),
];

/** @throws {OAuthError} when nothing is named: an empty body must not mean everything. */
function selectionOf(
  account: Account,
  { ids, app, member, everything }: operations.BodyOf<typeof operations.revokeAccess>,
): AccessSelection {
  const named = ids !== undefined || app !== undefined || member !== undefined;
  if (named === (everything === true)) throw new OAuthError('invalid_request', say('nothing_named'));
  return {
    accountId: account.id,
    ...(ids === undefined ? {} : { ids }),
    ...(app === undefined ? {} : { appId: app }),
    ...(member === undefined ? {} : { userId: member }),
  };
}

export function memberOf({ id, name, email }: User): { id: string; name: string; email: string } {
  return { id, name, email };
}

/** @param found one more than is shown, where there are more */
function pageOf<Found, T>(
  found: readonly Found[],
  idOf: (found: Found) => string,
  toItem: (found: Found) => T,
): { items: T[]; next: string | null } {
  const shown = found.slice(0, PAGE);
  return { items: shown.map(toItem), next: found.length > PAGE ? idOf(shown.at(-1)!) : null };
}
