/** What somebody is told of things that an administrator did to their access. */
import * as operations from '@valetkey/protocol/console-api';
import { listNotices, type Notice } from '../domain/administration/notices.ts';
import { ownNotice } from './owned-account.ts';
import { route, type Route } from './route.ts';

type WireNotice = operations.AnswerOf<typeof operations.listNotices>['items'][number];

export const noticeRoutes: readonly Route[] = [
  route(operations.listNotices, {
    handle: async ({ core, user }) => ({ items: (await listNotices(core, user.id)).map(toWire) }),
  }),
  route(operations.dismissNotice, {
    owned: ownNotice,
    handle: async ({ core, act }, { object: { userId, actId } }) => ({
      dismissed: await core.store.dismissNotice(userId, actId, act),
    }),
  }),
];

const BY = { member: 'administrator', app: 'system', provider: 'provider', system: 'system' } as const;

function toWire({ row, account, actor }: Notice): WireNotice {
  const { actId: id, kind, names, count, reason, at } = row;
  const by = { kind: BY[actor.kind], name: actor.name };
  return { id, kind, names, count, reason, at, account: { id: account.id, name: account.name }, by };
}
