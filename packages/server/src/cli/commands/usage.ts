/** `valetkey usage`: what an app's calls came to. */
import { USAGE_RANGES, type UsageRange } from '@valetkey/protocol/console-api';
import { readAppUsage } from '../../domain/usage/app-usage.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../failures.ts';
import { getApp } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const usage = defineCommand({
  name: 'usage',
  summary: 'Calls, errors, refusals and connections of an app over time, and by route',
  options: {
    app: { type: 'text', value: 'client_id', required: true, description: 'Of this app' },
    range: { type: 'text', value: 'range', description: 'day, week, month (default) or quarter' },
  },
  async run(context) {
    const { app: clientId, range = 'month' } = context.values;
    if (!Object.hasOwn(USAGE_RANGES, range))
      throw new UsageError(`--range: "${range}" is none of ${Object.keys(USAGE_RANGES).join(', ')}.`);
    await withCore(context, async core => {
      const app = await getApp(core, clientId);
      const { points, routes } = await readAppUsage(core, app, USAGE_RANGES[range as UsageRange]);
      const busy = points.filter(({ calls, connected, ended }) => calls + connected + ended > 0);
      const counters = ({
        calls,
        errors,
        denied,
        limited,
      }: (typeof points)[number] | (typeof routes)[number]) => [calls, errors, denied, limited].map(String);
      context.answer(
        {
          points: points.map(({ at, ...counts }) => ({ at, ...counts })),
          routes: routes.map(({ p95Ms, ...counts }) => ({ ...counts, p95_ms: p95Ms })),
        },
        [
          renderTable(
            ['from', 'calls', 'errors', '403', '429', 'connected', 'ended'],
            busy.map(point => [
              showTime(point.at),
              ...counters(point),
              String(point.connected),
              String(point.ended),
            ]),
          ),
          renderTable(
            ['route', 'calls', 'errors', '403', '429', '95 % within'],
            routes.map(one => [one.route, ...counters(one), one.p95Ms === null ? '' : `${one.p95Ms} ms`]),
          ),
        ].join('\n\n'),
      );
    });
  },
});
