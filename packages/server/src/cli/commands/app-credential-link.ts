/** `valetkey app credential-link` (R13) */
import { createCredentialLink } from '../../domain/review/credential-links.ts';
import { defineCommand } from '../command.ts';
import { getApp, getProviderOf } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appCredentialLink = defineCommand({
  name: 'app credential-link',
  summary: 'A link that shows an app’s developer its secret, once, within seven days',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      const link = await createCredentialLink(core, getProviderOf(core, app), app, operatorAct(core));
      context.answer(
        { client_id: app.id, link },
        `Send it to ${app.ownerEmail}, who alone can open it:\n${link}`,
      );
    });
  },
});
