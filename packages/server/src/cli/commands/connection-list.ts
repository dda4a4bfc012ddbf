/** `valetkey connection list` (R9, R49) */
import type { ConnectionContext } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { getAccount, getApp, getProviderFilter, getUser } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { parseCount, showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const connectionList = defineCommand({
  name: 'connection list',
  summary: 'Which app may act for whom on which account, newest first',
  options: {
    provider: { type: 'text', value: 'slug', description: 'Of this provider only' },
    app: { type: 'text', value: 'client_id', description: 'Of this app only' },
    user: { type: 'text', value: 'user', description: 'Of this user only' },
    account: { type: 'text', value: 'account', description: 'Of this account only' },
    ended: { type: 'flag', description: 'The ended ones instead' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 100)' },
  },
  async run(context) {
    const { values } = context;
    const limit = parseCount(values.limit, '--limit', 100, 1000);
    await withCore(context, async core => {
      const filter = getProviderFilter(core, values.provider);
      const connections = await core.store.listConnections({
        ...filter,
        ...(values.app === undefined ? {} : { appId: (await getApp(core, values.app)).id }),
        ...(values.user === undefined
          ? {}
          : { userId: (await getUser(core, values.user, filter.provider)).id }),
        ...(values.account === undefined
          ? {}
          : { accountId: (await getAccount(core, values.account, filter.provider)).id }),
        ended: values.ended,
        limit,
      });
      context.answer(connections.map(describeConnection), renderConnections(connections));
    });
  },
});

function describeConnection({
  connection,
  app,
  user,
  account,
  role,
}: ConnectionContext): Record<string, unknown> {
  return {
    connection_id: connection.id,
    provider: connection.provider,
    app: { client_id: app.id, name: app.name },
    user: { user_id: user.id, email: user.email, role },
    account: { account_id: account.id, name: account.name },
    scopes: connection.scopes,
    created_at: connection.createdAt,
    consented_at: connection.consentedAt,
    last_used_at: connection.lastUsedAt,
    revoked_at: connection.revokedAt,
    revoked_by: connection.revokedBy,
    revoke_reason: connection.revokeReason,
  };
}

function renderConnections(connections: readonly ConnectionContext[]): string {
  return renderTable(
    ['id', 'provider', 'app', 'user', 'account', 'scopes', 'last used'],
    connections.map(({ connection, app, user, account }) => [
      connection.id,
      connection.provider,
      app.name,
      user.email,
      account.name,
      connection.scopes.join(' '),
      showTime(connection.lastUsedAt),
    ]),
  );
}
