/** `valetkey account integrations` (R50): what the administrators of an account see, for a terminal or as a table. */
import { renderCsv } from '@valetkey/protocol';
import {
  exportIntegrations,
  readAccessFilter,
  showTime,
  type AccessFilter,
} from '../../domain/administration/access.ts';
import { listIntegrations, type Integration } from '../../domain/integrations.ts';
import { ACCESS_ORDERS } from '../../store/store.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getAccount, getApp, getProvider, getUser } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { renderTable } from '../text-table.ts';
import { parseCount } from '../times.ts';
import { withCore } from '../workspace.ts';
import { parseChoice } from './account-policy.ts';

export const accountIntegrations = defineCommand({
  name: 'account integrations',
  summary: 'Connections and API keys of all members of an account',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: {
    provider: PROVIDER_OPTION,
    app: { type: 'text', value: 'client_id', description: 'Of this app only' },
    member: { type: 'text', value: 'user', description: 'Of this member only' },
    search: { type: 'text', description: 'Part of an app’s, key’s or member’s name' },
    unused: { type: 'flag', description: 'Not used for 90 days' },
    full: { type: 'flag', description: 'With everything the API can do' },
    unverified: { type: 'flag', description: 'Of apps that nobody has verified' },
    order: { type: 'text', description: `${ACCESS_ORDERS.join(', ')} (default: newest)` },
    limit: { type: 'text', value: 'number', description: 'How many (default: 100)' },
    csv: { type: 'flag', description: 'All of them, as CSV' },
  },
  examples: ['valetkey account integrations Acme --unused --csv > unused.csv'],
  async run(context) {
    const { values } = context;
    const limit = parseCount(values.limit, '--limit', 100, 1000);
    await withCore(context, async core => {
      const account = await getAccount(core, context.arguments[0]!, values.provider);
      const provider = getProvider(core, account.provider);
      const { search, unused, full, unverified } = values;
      const order = values.order && parseChoice(values.order, '--order', ACCESS_ORDERS);
      const named: AccessFilter = {
        search,
        unused,
        full,
        unverified,
        order: order || undefined,
        app: values.app && (await getApp(core, values.app)).id,
        member: values.member && (await getUser(core, values.member, account.provider)).id,
      };
      const filter = readAccessFilter(core, provider, account.id, named);
      if (values.csv) {
        const rows = exportIntegrations(core, provider, { ...filter, accountId: account.id }, OPERATOR);
        for await (const line of renderCsv(rows)) context.output.out(line);
        return;
      }
      const { items } = await listIntegrations(core, provider, { ...filter, limit });
      context.answer(items.map(describeIntegration), renderIntegrations(items));
    });
  },
});

function describeIntegration(item: Integration): Record<string, unknown> {
  const { user } = item.context;
  return {
    kind: item.kind,
    id: item.id,
    name: nameOf(item),
    member: { user_id: user.id, email: user.email },
    state: item.state,
    last_used_at: lastUseOf(item),
    calls_30_days: item.calls30Days,
  };
}

function renderIntegrations(items: readonly Integration[]): string {
  return renderTable(
    ['id', 'kind', 'app or key', 'member', 'state', 'last used', 'calls'],
    items.map(item => [
      item.id,
      item.kind,
      nameOf(item),
      item.context.user.email,
      item.state,
      showTime(lastUseOf(item)),
      String(item.calls30Days),
    ]),
  );
}

function nameOf(item: Integration): string {
  return item.kind === 'connection' ? item.context.app.name : item.context.key.label;
}

function lastUseOf(item: Integration): number | null {
  return item.kind === 'connection' ? item.context.connection.lastUsedAt : item.context.key.lastUsedAt;
}
