/** `valetkey app rotate-secret` (R53, S-C20) */
import { nowSeconds } from '../../domain/clock.ts';
import { rotateSecret } from '../../domain/registration.ts';
import { defineCommand } from '../command.ts';
import { renderCredentials } from '../describe-app.ts';
import { CommandError } from '../failures.ts';
import { getApp, getProviderOf } from '../find.ts';
import { parseDuration, showTime } from '../times.ts';
import { OPERATOR } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appRotateSecret = defineCommand({
  name: 'app rotate-secret',
  summary: 'Make a new secret beside the old one, which works a while longer',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  options: {
    overlap: {
      type: 'text',
      value: 'duration',
      description: 'How long the old secret still works (default: 7d; 0s: not at all)',
    },
  },
  examples: ['valetkey app rotate-secret <client_id> --overlap 24h'],
  async run(context) {
    const overlapSeconds = parseDuration(context.values.overlap ?? '7d', '--overlap');
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      if (app.type === 'public') throw new CommandError(`${app.name} is a public app: it has no secret.`);
      if (app.status === 'in_review')
        throw new CommandError(
          `${app.name} is in review: its secret comes with the approval (valetkey app approve ${app.id}).`,
        );
      const { id, secret } = await rotateSecret(core, app, overlapSeconds, OPERATOR);
      const oldUntil = nowSeconds(core.clock) + overlapSeconds;
      const old =
        overlapSeconds === 0
          ? 'The old one works no more.'
          : `The old one works until ${showTime(oldUntil)}.`;
      context.answer(
        { client_id: app.id, secret_id: id, client_secret: secret, old_secrets_expire_at: oldUntil },
        `${renderCredentials(getProviderOf(core, app), app.id, secret)}\n\nThe new secret is shown this once. ${old}`,
      );
    });
  },
});
