/** `valetkey config check` */
import { defineCommand } from '../command.ts';
import { describeProvider, renderProvider } from '../describe-provider.ts';
import { databaseOf } from '../database-location.ts';
import { loadWorkspace } from '../workspace.ts';
import { buildProviders } from '../../domain/providers.ts';

export const configCheck = defineCommand({
  name: 'config check',
  summary: 'Check the configuration; show the providers, their endpoints and every weaker rule',
  async run(context) {
    const { config, source, environment } = await loadWorkspace(context);
    const providers = [...buildProviders(config).values()];
    const location = databaseOf(config, environment);
    const database = location.engine === 'sqlite' ? location.path : `PostgreSQL ${location.name}`;
    context.answer(
      {
        ok: true,
        configuration: source,
        public_url: config.publicUrl,
        database,
        providers: providers.map(describeProvider),
      },
      [
        `ok    ${source}`,
        `      public address ${config.publicUrl}, database ${database}`,
        ...providers.map(provider => `\n${renderProvider(provider)}`),
      ].join('\n'),
    );
  },
});
