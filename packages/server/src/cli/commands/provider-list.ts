/** `valetkey provider list` */
import { defineCommand } from '../command.ts';
import { describeProvider } from '../describe-provider.ts';
import { renderTable } from '../text-table.ts';
import { loadWorkspace } from '../workspace.ts';
import { buildProviders } from '../../domain/providers.ts';

export const providerList = defineCommand({
  name: 'provider list',
  summary: 'The providers of the configuration',
  async run(context) {
    const { config } = await loadWorkspace(context);
    const providers = [...buildProviders(config).values()];
    context.answer(
      providers.map(describeProvider),
      renderTable(
        ['slug', 'name', 'profile', 'issuer'],
        providers.map(({ slug, name, profile, issuer }) => [slug, name, profile.name, issuer]),
      ),
    );
  },
});
