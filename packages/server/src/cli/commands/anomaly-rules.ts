/** `valetkey anomaly rules`: what happens by itself, as configured. */
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getProvider } from '../find.ts';
import { renderFields } from '../text-table.ts';
import { withCore } from '../workspace.ts';

export const anomalyRules = defineCommand({
  name: 'anomaly rules',
  summary: 'The rules, and what happens by itself when one finds something',
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    await withCore(context, async core => {
      const { anomalies } = getProvider(core, context.values.provider);
      context.answer(anomalies, renderFields(anomalies));
    });
  },
});
