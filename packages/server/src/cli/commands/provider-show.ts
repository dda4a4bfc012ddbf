/** `valetkey provider show` and `valetkey provider check-login` */
import { checkLogin, endpointsOf, keysOf, readHealth } from '../../domain/operation/provider-facts.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getProvider } from '../find.ts';
import { renderFields, renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const providerShow = defineCommand({
  name: 'provider show',
  summary: 'A provider as configured: profile with its warnings, addresses, keys and health',
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    await withCore(context, async core => {
      const provider = getProvider(core, context.values.provider);
      const { profile, login } = provider;
      const keys = keysOf(core).map(({ id, use, state, activeAt }) => ({
        id,
        use,
        state,
        active_at: activeAt,
      }));
      const health = await readHealth(core);
      const endpoints = endpointsOf(provider);
      context.answer(
        { profile: profile.name, warnings: profile.warnings, endpoints, keys, login: login.type, health },
        [
          renderFields({ profile: profile.title, login: login.type, version: health.version }),
          renderTable(
            ['address', ''],
            endpoints.map(({ name, url }) => [name, url]),
          ),
          renderTable(
            ['weaker than standard', 'why'],
            profile.warnings.map(({ rule, reason }) => [rule, reason]),
          ),
          renderTable(
            ['key', 'state', 'active from'],
            keys.map(key => [key.id, key.state, showTime(key.active_at)]),
          ),
        ].join('\n\n'),
      );
    });
  },
});

export const providerCheckLogin = defineCommand({
  name: 'provider check-login',
  summary: 'Ask the company’s own login whether it answers',
  options: { provider: PROVIDER_OPTION },
  async run(context) {
    return await withCore(context, async core => {
      const provider = getProvider(core, context.values.provider);
      const check = await checkLogin(provider);
      const url = provider.login.type === 'handoff' ? provider.login.url : 'the directory of this server';
      const how = check.answers
        ? `answers (${check.status ?? 'here'}, ${check.milliseconds} ms)`
        : 'does not answer';
      context.answer(check, `${url} ${how}.`);
      return check.answers ? 0 : 1;
    });
  },
});
