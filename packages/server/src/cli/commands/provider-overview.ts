/** `valetkey provider overview` */
import { readOverview } from '../../domain/operation/overview.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getProvider } from '../find.ts';
import { renderFields, renderTable } from '../text-table.ts';
import { withCore } from '../workspace.ts';

export const providerOverview = defineCommand({
  name: 'provider overview',
  summary: 'What the API is used for: apps, calls, errors and connections, and what changed this week',
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    await withCore(context, async core => {
      const overview = await readOverview(core, getProvider(core, context.values.provider));
      const { apps, week, top, openAnomalies } = overview;
      const fields = {
        apps: `${apps.approved} approved, ${apps.inReview} in review, ${apps.suspended} suspended`,
        'open anomalies': String(openAnomalies),
      };
      const weeks = Object.entries(week).map(([name, of]) => [name, String(of.now), String(of.before)]);
      const apps10 = top.map(({ app, calls, errors }) => [
        app?.name ?? 'API keys',
        String(calls),
        String(errors),
      ]);
      context.answer(
        overview,
        [
          renderFields(fields),
          renderTable(['', '7 days', '7 before'], weeks),
          renderTable(['app', 'calls in 30 days', 'errors'], apps10),
        ].join('\n\n'),
      );
    });
  },
});
