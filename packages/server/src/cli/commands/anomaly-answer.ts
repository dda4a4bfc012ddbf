/** `valetkey anomaly answer` (R52) */
import { ANOMALY_ANSWERS } from '@valetkey/protocol/console-api';
import { answerAnomaly } from '../../domain/anomalies/respond.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../failures.ts';
import { getAnomaly } from '../find.ts';
import { operatorDecision } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const anomalyAnswer = defineCommand({
  name: 'anomaly answer',
  summary: 'Dismiss an anomaly, or slow down, revoke or suspend what it is about',
  arguments: [
    { name: 'anomaly_id', description: 'as `valetkey anomaly list` names it' },
    { name: 'answer', description: ANOMALY_ANSWERS.join(', ') },
  ],
  options: { reason: { type: 'text', value: 'text', description: 'Why; it is kept', required: true } },
  async run(context) {
    const [id = '', wanted] = context.arguments;
    const answer = ANOMALY_ANSWERS.find(one => one === wanted);
    if (answer === undefined) throw new UsageError(`Write one of: ${ANOMALY_ANSWERS.join(', ')}.`);
    await withCore(context, async core => {
      const anomaly = await getAnomaly(core, id);
      await answerAnomaly(core, anomaly, answer, operatorDecision(core, context.values.reason));
      context.answer({ anomaly_id: id, answer }, `Done: ${answer}. The reason was noted.`);
    });
  },
});
