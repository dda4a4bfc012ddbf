/** `valetkey connection list` (R9, R49) */
import type { ConnectionContext } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { HOLDER_OPTIONS, getApp, getHolderFilter } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const connectionList = defineCommand({
  name: 'connection list',
  summary: 'Which app may act for whom on which account, newest first',
  options: {
    ...HOLDER_OPTIONS,
    app: { type: 'text', value: 'client_id', description: 'Of this app only' },
  },
  async run(context) {
    const { values } = context;
    await withCore(context, async core => {
      const filter = await getHolderFilter(core, values);
      const ofApp = values.app === undefined ? {} : { appId: (await getApp(core, values.app)).id };
      const connections = await core.store.listConnections({ ...filter, ...ofApp });
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
