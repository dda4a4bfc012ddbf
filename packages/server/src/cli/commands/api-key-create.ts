/** `valetkey api-key create` (R4, R7) */
import { createApiKey } from '../../domain/api-keys.ts';
import { nowSeconds } from '../../domain/clock.ts';
import { defineCommand, PROVIDER_OPTION } from '../command.ts';
import { getAccount, getProvider, getUser } from '../find.ts';
import { renderFields } from '../text-table.ts';
import { parseDuration, showTime } from '../times.ts';
import { OPERATOR } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const apiKeyCreate = defineCommand({
  name: 'api-key create',
  summary: 'Make an API key of a user on an account; shown this once',
  options: {
    provider: PROVIDER_OPTION,
    user: { type: 'text', value: 'user', required: true, description: 'Id or e-mail address' },
    account: { type: 'text', value: 'account', required: true, description: 'Id or name' },
    label: { type: 'text', required: true, description: 'What it is for' },
    scope: { type: 'list', value: 'scope', description: 'What it opens (default: everything)' },
    expires: { type: 'text', value: 'duration', description: 'Ends after so long (default: never)' },
  },
  async run(context) {
    const { values } = context;
    const lifetime = values.expires === undefined ? null : parseDuration(values.expires, '--expires');
    await withCore(context, async core => {
      const provider = getProvider(core, values.provider);
      const user = await getUser(core, values.user, provider.slug);
      const account = await getAccount(core, values.account, provider.slug);
      const expiresAt = lifetime === null ? null : nowSeconds(core.clock) + lifetime;
      const { id, key } = await createApiKey(
        core,
        provider,
        {
          user,
          account,
          label: values.label,
          scopes: values.scope.length > 0 ? values.scope : undefined,
          expiresAt: expiresAt ?? undefined,
        },
        OPERATOR,
      );
      context.answer(
        { api_key_id: id, api_key: key, label: values.label, expires_at: expiresAt },
        `${renderFields({ id, key, expires: expiresAt === null ? null : showTime(expiresAt) })}\n\nThe key is shown this once.`,
      );
    });
  },
});
