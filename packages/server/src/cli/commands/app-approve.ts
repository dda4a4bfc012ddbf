/** `valetkey app approve` (R13) */
import { approveApp, asLink, asSecret } from '../../domain/review/decide.ts';
import { defineCommand } from '../command.ts';
import { describeApp, renderCredentials } from '../describe-app.ts';
import { getApp, getProviderOf } from '../find.ts';
import { operatorDecision } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appApprove = defineCommand({
  name: 'app approve',
  summary:
    'Approve an app in review; prints its credentials, the secret this once, or a link for its developer',
  arguments: [{ name: 'client_id', description: 'of the app' }],
  options: {
    message: { type: 'text', value: 'text', description: 'What its developer reads' },
    link: { type: 'flag', description: 'A one-time link for the developer instead of the secret' },
  },
  async run(context) {
    const { link, message = '' } = context.values;
    await withCore(context, async core => {
      const found = await getApp(core, context.arguments[0]!);
      const provider = getProviderOf(core, found);
      const by = operatorDecision(core, message);
      const handOver = link ? asLink(core, provider, by.act) : asSecret(core, by.act);
      const { app, credentials } = await approveApp(core, found, by, handOver);
      if (!link)
        return context.answer(
          { ...describeApp(app), client_secret: credentials },
          `${app.name} is approved.\n\n${renderCredentials(provider, app.id, credentials)}`,
        );
      context.answer(
        { ...describeApp(app), link: credentials },
        credentials === null
          ? `${app.name} is approved; it needs no new secret.`
          : `${app.name} is approved. Send this to ${app.ownerEmail}, who alone can open it:\n${credentials}`,
      );
    });
  },
});
