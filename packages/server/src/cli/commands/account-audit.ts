/** `valetkey account audit`: who did what to whom on one account. */
import { renderCsv } from '@valetkey/protocol';
import { AUDIT_KINDS, type AuditKind } from '@valetkey/protocol/console-api';
import {
  exportAudit,
  listAudit,
  readAuditFilter,
  type AuditEntry,
} from '../../domain/administration/audit.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getAccount, getApp, getProvider, getUser } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { renderTable } from '../text-table.ts';
import { parseCount, showTime } from '../times.ts';
import { withCore } from '../workspace.ts';
import { parseChoice } from './account-policy.ts';

const KINDS = Object.keys(AUDIT_KINDS) as AuditKind[];

export const accountAudit = defineCommand({
  name: 'account audit',
  summary: 'Who did what to whom on an account, newest first',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: {
    provider: PROVIDER_OPTION,
    kind: { type: 'text', value: 'kind', description: KINDS.join(', ') },
    actor: { type: 'text', value: 'user', description: 'What this person did' },
    member: { type: 'text', value: 'user', description: 'What was done to this member' },
    app: { type: 'text', value: 'client_id', description: 'What concerns this app' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 50)' },
    csv: { type: 'flag', description: 'All of it, as CSV; the log says so' },
  },
  async run(context) {
    const { values } = context;
    const limit = parseCount(values.limit, '--limit', 50, 1000);
    const kind = values.kind === undefined ? undefined : parseChoice(values.kind, '--kind', KINDS);
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, values.provider);
      const provider = getProvider(core, account.provider);
      const idOf = async (text: string | undefined): Promise<string | undefined> =>
        text && (await getUser(core, text, account.provider)).id;
      const filter = readAuditFilter(provider, account.id, {
        kind,
        actor: await idOf(values.actor),
        member: await idOf(values.member),
        app: values.app && (await getApp(core, values.app)).id,
      });
      if (values.csv) {
        const rows = exportAudit(core, provider, { ...filter, accountId: account.id }, OPERATOR);
        for await (const line of renderCsv(rows)) context.output.out(line);
        return;
      }
      const { items } = await listAudit(core, filter, limit);
      context.answer(items.map(describeEntry), renderEntries(items));
    });
  },
});

function describeEntry({ event, actor, app, member, reason, facts }: AuditEntry): Record<string, unknown> {
  return {
    seq: event.seq,
    at: Math.floor(event.at / 1000),
    type: event.type,
    actor,
    app,
    member,
    reason,
    facts,
  };
}

function renderEntries(items: readonly AuditEntry[]): string {
  return renderTable(
    ['at', 'event', 'by', 'app', 'member', 'reason'],
    items.map(({ event, actor, app, member, reason }) => [
      showTime(Math.floor(event.at / 1000)),
      event.type,
      actor.name || actor.kind,
      app?.name ?? '',
      member?.email ?? '',
      reason ?? '',
    ]),
  );
}
