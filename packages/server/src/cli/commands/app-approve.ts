/** `valetkey app approve` (R13) */
import { approveApp } from '../../domain/registration.ts';
import { defineCommand } from '../command.ts';
import { describeApp, renderCredentials } from '../describe-app.ts';
import { getApp, getProviderOf } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appApprove = defineCommand({
  name: 'app approve',
  summary: 'Approve an app in review; prints its credentials, the secret this once',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  async run(context) {
    await withCore(context, async core => {
      const found = await getApp(core, context.arguments[0]!);
      const provider = getProviderOf(core, found);
      const { app, clientSecret } = await approveApp(core, found, OPERATOR);
      context.answer(
        { ...describeApp(app), client_secret: clientSecret },
        `${app.name} is approved.\n\n${renderCredentials(provider, app.id, clientSecret)}`,
      );
    });
  },
});
