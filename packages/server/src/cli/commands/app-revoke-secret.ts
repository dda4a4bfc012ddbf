/** `valetkey app revoke-secret` */
import { defineCommand } from '../command.ts';
import { CommandError } from '../failures.ts';
import { getApp } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appRevokeSecret = defineCommand({
  name: 'app revoke-secret',
  summary: 'End one secret of an app at once',
  arguments: [
    { name: 'client_id', description: 'of the app' },
    {
      name: 'secret_id',
      description: 'as `valetkey app show` lists it, or the secret’s last four characters',
    },
  ],
  async run(context) {
    const [clientId = '', named = ''] = context.arguments;
    await withCore(context, async core => {
      const app = await getApp(core, clientId);
      const live = (await core.store.listAppSecrets(app.id)).filter(secret => secret.revokedAt === null);
      const [secret, other] = live.filter(({ id, lastFour }) => id === named || lastFour === named);
      if (!secret)
        throw new CommandError(
          `The app has no such secret that still works. See: valetkey app show ${app.id}`,
        );
      if (other) throw new CommandError('Two secrets end alike. Name it by its secret_id.');
      await core.store.revokeAppSecret(app.id, secret.id, operatorAct(core));
      context.answer(
        { client_id: app.id, secret_id: secret.id, revoked: true },
        `The secret …${secret.lastFour} of ${app.name} works no more.`,
      );
    });
  },
});
