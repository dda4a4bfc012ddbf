/** `valetkey app approve` (R13) */
import { approveApp } from '../../domain/registration.ts';
import { approveReviewed, tellDeveloper } from '../../domain/review/decide.ts';
import { defineCommand } from '../command.ts';
import { describeApp, renderCredentials } from '../describe-app.ts';
import { getApp, getProviderOf } from '../find.ts';
import { OPERATOR, operatorDecision } from '../operator.ts';
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
    const { link: asLink, message = '' } = context.values;
    await withCore(context, async core => {
      const found = await getApp(core, context.arguments[0]!);
      const provider = getProviderOf(core, found);
      const by = operatorDecision(core, message);
      if (asLink) {
        const link = await approveReviewed(core, provider, found, by);
        context.answer(
          { ...describeApp({ ...found, status: 'approved' }), link },
          link === null
            ? `${found.name} is approved; it needs no new secret.`
            : `${found.name} is approved. Send this to ${found.ownerEmail}, who alone can open it:\n${link}`,
        );
        return;
      }
      const { app, clientSecret } = await approveApp(core, found, OPERATOR);
      await tellDeveloper(core, app, 'approved', by);
      context.answer(
        { ...describeApp(app), client_secret: clientSecret },
        `${app.name} is approved.\n\n${renderCredentials(provider, app.id, clientSecret)}`,
      );
    });
  },
});
