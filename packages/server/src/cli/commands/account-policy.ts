/** `valetkey account policy` and `valetkey account decide`: which apps an account lets in. */
import { decideApp, namedPolicy } from '../../domain/administration/policy.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getAccount, getApp } from '../find.ts';
import { OPERATOR, operatorAct } from '../operator.ts';
import { renderFields } from '../text-table.ts';
import { withCore } from '../workspace.ts';

const MODES = ['all', 'approved', 'none'] as const;
const DECISIONS = ['allowed', 'blocked', 'undecided'] as const;

export const accountPolicy = defineCommand({
  name: 'account policy',
  summary: 'Which apps an account lets in: shows it, or changes it',
  arguments: [{ name: 'account', description: 'its id or name' }],
  options: {
    provider: PROVIDER_OPTION,
    apps: { type: 'text', value: 'which', description: 'all, approved or none' },
  },
  async run(context) {
    const { apps, provider } = context.values;
    const mode = apps === undefined ? undefined : parseChoice(apps, '--apps', MODES);
    await withCore(context, async core => {
      const { id } = await getAccount(core, context.arguments[0]!, provider);
      if (mode !== undefined) await core.store.setPolicyMode(id, mode, operatorAct(core));
      const policy = await namedPolicy(core, (await core.store.findAccount(id))!);
      const named = (list: typeof policy.allowed): string => list.map(({ name }) => name).join(', ');
      context.answer(
        {
          account_id: id,
          apps: policy.mode,
          allowed: policy.allowed.map(app => app.id),
          blocked: policy.blocked.map(app => app.id),
        },
        renderFields({ apps: policy.mode, allowed: named(policy.allowed), blocked: named(policy.blocked) }),
      );
    });
  },
});

export const accountDecide = defineCommand({
  name: 'account decide',
  summary: 'Allow an app on an account, block it at once, or take the decision back',
  arguments: [
    { name: 'account', description: 'its id or name' },
    { name: 'client_id', description: 'of the app' },
    { name: 'decision', description: DECISIONS.join(', ') },
  ],
  options: {
    provider: PROVIDER_OPTION,
    reason: { type: 'text', description: 'For whoever asked for the app' },
  },
  async run(context) {
    const [account = '', clientId = '', word = ''] = context.arguments;
    const decision = parseChoice(word, 'decision', DECISIONS);
    await withCore(context, async core => {
      const found = await getAccount(core, account, context.values.provider);
      const app = await getApp(core, clientId);
      if (app.provider !== found.provider)
        throw new CommandError(`${app.name} is an app of ${app.provider}, the account is not.`);
      await decideApp(core, found, app, decision, context.values.reason ?? '', OPERATOR);
      context.answer(
        { account_id: found.id, client_id: app.id, decision },
        `${app.name} is ${decision} on ${found.name}, from this moment.`,
      );
    });
  },
});

/** @throws {UsageError} */
export function parseChoice<const T extends string>(word: string, name: string, known: readonly T[]): T {
  const found = known.find(each => each === word);
  if (found === undefined) throw new UsageError(`${name}: "${word}" is none of ${known.join(', ')}.`);
  return found;
}
