/** `valetkey app limit` (R56, S-J16) */
import { limitApp } from '../../domain/review/limits.ts';
import { defineCommand } from '../command.ts';
import { getApp } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { parseCount } from '../times.ts';
import { withCore } from '../workspace.ts';

const MOST = 10_000_000;
const parseLimit = (text: string | undefined, option: string): number | null =>
  text === undefined ? null : parseCount(text, option, 1, MOST);

export const appLimit = defineCommand({
  name: 'app limit',
  summary: 'Set how much an app may do; what is left out is the provider’s own limit again',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  options: {
    'daily-connections': { type: 'text', value: 'number', description: 'New connections in 24 hours' },
    'calls-per-minute': { type: 'text', value: 'number', description: 'API calls in a minute' },
    reason: { type: 'text', value: 'text', description: 'Why; it is kept', required: true },
  },
  async run(context) {
    const { values } = context;
    const limits = {
      dailyConnections: parseLimit(values['daily-connections'], '--daily-connections'),
      callsPerMinute: parseLimit(values['calls-per-minute'], '--calls-per-minute'),
    };
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      await limitApp(core, app, limits, values.reason, operatorAct(core));
      context.answer(
        {
          client_id: app.id,
          daily_connections: limits.dailyConnections,
          calls_per_minute: limits.callsPerMinute,
        },
        `The limits of ${app.name} are set.`,
      );
    });
  },
});
