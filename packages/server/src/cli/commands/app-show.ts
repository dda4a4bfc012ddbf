/** `valetkey app show` */
import { nowSeconds } from '../../domain/clock.ts';
import { defineCommand } from '../command.ts';
import { describeApp, describeSecret, renderApp, renderSecrets } from '../describe-app.ts';
import { getApp, getProviderOf } from '../find.ts';
import { withCore } from '../workspace.ts';

export const appShow = defineCommand({
  name: 'app show',
  summary: 'One app and its secrets (their ends only)',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      const provider = getProviderOf(core, app);
      const secrets = await core.store.listAppSecrets(app.id);
      const now = nowSeconds(core.clock);
      context.answer(
        { ...describeApp(app), secrets: secrets.map(secret => describeSecret(secret, now)) },
        [renderApp(provider, app), ...(secrets.length > 0 ? ['', renderSecrets(secrets, now)] : [])].join(
          '\n',
        ),
      );
    });
  },
});
