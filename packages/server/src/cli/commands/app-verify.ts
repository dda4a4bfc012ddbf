/** `valetkey app verify` and `app unverify`: the badge people see on the consent page. */
import { defineCommand, type Command } from '../command.ts';
import { getApp } from '../find.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const appVerify = setBadge('app verify', 'Give the verified badge to an app', true);
export const appUnverify = setBadge('app unverify', 'Take the verified badge away from an app', false);

function setBadge(name: string, summary: string, verified: boolean): Command {
  return defineCommand({
    name,
    summary,
    arguments: [{ name: 'client_id', description: 'of the app' }],
    options: { reason: { type: 'text', value: 'text', description: 'Why; it is kept', required: true } },
    async run(context) {
      await withCore(context, async core => {
        const app = await getApp(core, context.arguments[0]!);
        const changed = await core.store.setAppVerified(
          app.id,
          verified,
          context.values.reason,
          operatorAct(core),
        );
        const state = `${app.name} is ${verified ? 'verified' : 'not verified'}`;
        context.answer(
          { client_id: app.id, verified, changed },
          changed ? `${state} now.` : `${state} already.`,
        );
      });
    },
  });
}
