/** `valetkey anomaly show` (R52) */
import { describeAnomaly, readJudgedDays } from '../../domain/anomalies/describe.ts';
import { answersOf } from '../../domain/anomalies/respond.ts';
import { defineCommand } from '../command.ts';
import { anomalyToJson, renderAnomaly } from '../describe-anomaly.ts';
import { getAnomaly } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { withCore } from '../workspace.ts';

const DAY_MS = 86_400_000;

export const anomalyShow = defineCommand({
  name: 'anomaly show',
  summary: 'One anomaly, with the days it is judged against',
  arguments: [{ name: 'anomaly_id', description: 'as `valetkey anomaly list` names it' }],
  async run(context) {
    await withCore(context, async core => {
      const anomaly = await getAnomaly(core, context.arguments[0]!);
      const described = await describeAnomaly(core, anomaly);
      const { days, traits } = await readJudgedDays(core, anomaly);
      const answers = answersOf(anomaly);
      const rows = days.map(({ day, calls, errors, denied, hours }) =>
        [new Date(day * DAY_MS).toISOString().slice(0, 10), calls, Math.max(...hours), errors, denied].map(
          String,
        ),
      );
      context.answer(
        { ...anomalyToJson(described), answers, days, traits },
        [
          renderAnomaly(described, answers),
          '',
          renderTable(['day', 'calls', 'busiest hour', 'errors', '403'], rows),
        ].join('\n'),
      );
    });
  },
});
