/** `valetkey app list` */
import { defineCommand } from '../command.ts';
import { describeApp } from '../describe-app.ts';
import { getProviderFilter } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { withCore } from '../workspace.ts';

export const appList = defineCommand({
  name: 'app list',
  summary: 'Registered apps, newest first',
  options: { provider: { type: 'text', value: 'slug', description: 'Of this provider only' } },
  async run(context) {
    await withCore(context, async core => {
      const { provider } = getProviderFilter(core, context.values.provider);
      const apps = await core.store.listApps(provider ?? null);
      context.answer(
        apps.map(describeApp),
        renderTable(
          ['client_id', 'provider', 'status', 'name', 'publisher'],
          apps.map(app => [app.id, app.provider, app.status, app.name, app.publisher]),
        ),
      );
    });
  },
});
