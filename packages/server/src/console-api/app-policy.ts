/** Which apps an account lets in, and the members who ask for one. */
import * as operations from '@valetkey/protocol/console-api';
import { answerRequest, decideApp, findApprovedApps, namedPolicy } from '../domain/administration/policy.ts';
import { decisionOf } from '../store/liveness.ts';
import type { AppWithoutLogo } from '../store/rows.ts';
import type { RequestContext } from '../store/store.ts';
import { memberOf } from './administration.ts';
import { standingOf } from './integrations.ts';
import { administeredAccount, appOnAccount, requestOnAccount } from './owned-account.ts';
import { route, type Route } from './route.ts';

const PAGE = 50;
/** More than so many that wait are "50 and more". */
const COUNTED = 51;

export const appPolicyRoutes: readonly Route[] = [
  route(operations.readAppPolicy, {
    owned: administeredAccount,
    handle: async ({ core }, { object: account }) => {
      const { mode, allowed, blocked } = await namedPolicy(core, account);
      const open = { accountId: account.id, status: 'open', limit: COUNTED } as const;
      const waiting = (await core.store.listApprovalRequests(open)).length;
      return { mode, allowed: allowed.map(toApp), blocked: blocked.map(toApp), waiting };
    },
  }),
  route(operations.setAppPolicy, {
    owned: administeredAccount,
    handle: async ({ core, act }, { object: account, body: { mode } }) => {
      await core.store.setPolicyMode(account.id, mode, act);
      return { mode };
    },
  }),
  route(operations.decideApp, {
    owned: appOnAccount,
    handle: async ({ core, act }, { object: { account, app }, body: { decision, reason = '' } }) => {
      await decideApp(core, account, app, decision, reason.trim(), act.actor);
      return { decision };
    },
  }),
  route(operations.findApps, {
    owned: administeredAccount,
    handle: async ({ core, provider }, { object: account, query: { search = '' } }) => {
      const apps = await findApprovedApps(core, provider, search);
      return {
        items: apps.map(app => ({ app: toApp(app), decision: decisionOf(account.appPolicy, app.id) })),
      };
    },
  }),
  route(operations.listApprovalRequests, {
    owned: administeredAccount,
    handle: async ({ core }, { object: account, query: { status = 'open', after } }) => {
      const found = await core.store.listApprovalRequests({
        accountId: account.id,
        status,
        ...(after === undefined ? {} : { after }),
        limit: PAGE + 1,
      });
      const shown = found.slice(0, PAGE);
      const next = found.length > PAGE ? shown.at(-1)!.request.id : null;
      return { items: shown.map(toRequest), next };
    },
  }),
  route(operations.answerApprovalRequest, {
    owned: requestOnAccount,
    handle: async ({ core, act }, { object: { account, app }, body: { answer, reason } }) => ({
      answered: await answerRequest(core, account, app, { answer, reason: reason.trim() }, act.actor),
    }),
  }),
];

function toApp(app: AppWithoutLogo) {
  const { id, name, publisher } = app;
  return { id, name, publisher, standing: standingOf(app) };
}

function toRequest({ request, app, user }: RequestContext) {
  const { id, message, requestedAt, status, decidedAt, reason } = request;
  return { id, app: toApp(app), member: memberOf(user), message, requestedAt, status, decidedAt, reason };
}
