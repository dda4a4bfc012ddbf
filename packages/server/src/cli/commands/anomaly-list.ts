/** `valetkey anomaly list` (R52) */
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { describeAnomaly } from '../../domain/anomalies/describe.ts';
import { anomalyToJson, renderAnomalies } from '../describe-anomaly.ts';
import { UsageError } from '../failures.ts';
import { getProvider } from '../find.ts';
import { parseCount } from '../times.ts';
import { withCore } from '../workspace.ts';

const STATUSES = ['open', 'dismissed', 'handled'] as const;

export const anomalyList = defineCommand({
  name: 'anomaly list',
  summary: 'What was odd about apps, connections and keys, newest first',
  options: {
    provider: PROVIDER_OPTION,
    status: { type: 'text', value: 'status', description: 'open (the default), dismissed or handled' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 100)' },
  },
  async run(context) {
    const { values } = context;
    const status = STATUSES.find(one => one === (values.status ?? 'open'));
    if (status === undefined) throw new UsageError(`--status: write ${STATUSES.join(', ')}.`);
    const limit = parseCount(values.limit, '--limit', 100, 1000);
    await withCore(context, async core => {
      const provider = getProvider(core, values.provider).slug;
      const found = await core.store.listAnomalies({ provider, status, limit });
      const anomalies = await Promise.all(found.map(async one => await describeAnomaly(core, one)));
      context.answer(anomalies.map(anomalyToJson), renderAnomalies(anomalies));
    });
  },
});
