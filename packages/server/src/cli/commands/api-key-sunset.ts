/** `valetkey api-key sunset`: the announced end of API keys. */
import { announceKeySunset, withdrawKeySunset } from '../../domain/operation/key-sunset.ts';
import { nowSeconds } from '../../domain/clock.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { UsageError } from '../failures.ts';
import { getProvider } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const apiKeySunset = defineCommand({
  name: 'api-key sunset',
  summary: 'The day on which every API key ends: show it, announce it or withdraw it',
  options: {
    provider: PROVIDER_OPTION,
    'ends-on': { type: 'text', value: 'date', description: 'Announce this day (2027-06-30, UTC)' },
    notice: { type: 'text', value: 'text', description: 'What the holders of keys read' },
    withdraw: { type: 'text', value: 'reason', description: 'Withdraw it: keys go on as before' },
  },
  async run(context) {
    const { values } = context;
    await withCore(context, async core => {
      const provider = getProvider(core, values.provider);
      const act = operatorAct(core);
      if (values.withdraw !== undefined) await withdrawKeySunset(core, provider, values.withdraw, act);
      if (values['ends-on'] !== undefined) {
        if (values.notice === undefined)
          throw new UsageError('--notice: say what the holders of keys should do.');
        const announced = { endsAt: parseDay(values['ends-on']), notice: values.notice };
        await announceKeySunset(core, provider, announced, act);
      }
      const sunset = await core.store.findKeySunset(provider.slug);
      const counts = await core.store.countApiKeys(provider.slug, nowSeconds(core.clock));
      const keys = `${counts.keys} keys of ${counts.accounts} accounts, ${counts.movedAccounts} of which use apps, too.`;
      context.answer(
        { ...counts, sunset },
        `${keys}\n${sunset === null ? 'No end is announced.' : `They end on ${showTime(sunset.endsAt)}: ${sunset.notice}`}`,
      );
    });
  },
});

function parseDay(text: string): number {
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  // Date takes the 31st of February for a day in March.
  const isDay = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(`${text}T`);
  if (!isDay) throw new UsageError('--ends-on: write a day like 2027-06-30.');
  return milliseconds / 1000;
}
