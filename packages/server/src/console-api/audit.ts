/** The audit log of an account. */
import { renderCsv } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { exportAudit, listAudit, readAuditFilter, type AuditEntry } from '../domain/administration/audit.ts';
import { administeredAccount as owned } from './owned-account.ts';
import { route, type Route } from './route.ts';

const PAGE = 50;

type WireEntry = operations.AnswerOf<typeof operations.listAudit>['items'][number];

export const auditRoutes: readonly Route[] = [
  route(operations.listAudit, {
    owned,
    handle: async ({ core, provider }, { object: account, query: { before, ...query } }) => {
      const filter = {
        ...readAuditFilter(provider, account.id, query),
        ...(before === undefined ? {} : { before: Number(before) }),
      };
      const { items, next } = await listAudit(core, filter, PAGE);
      return { items: items.map(toWire), next };
    },
  }),
  route(operations.exportAudit, {
    owned,
    handle: async ({ core, provider, act, reply }, { object: account, body }) => {
      const filter = { ...readAuditFilter(provider, account.id, body), accountId: account.id };
      reply.headers['x-total-rows'] = String(await core.store.countEvents(filter));
      return renderCsv(exportAudit(core, provider, filter, act.actor));
    },
  }),
];

function toWire({ event, facts, ...entry }: AuditEntry): WireEntry {
  const { seq, at } = event;
  const type = event.type as WireEntry['type'];
  return { ...entry, facts: [...facts], seq, at: Math.floor(at / 1000), type };
}
