/** Starts the sample API: `node src/main.ts [configuration.json]`, or with CRM_API_CONFIG naming the file. */
import { readFileSync } from 'node:fs';
import { buildCrmApi } from './app.ts';
import { parseCrmConfig } from './config.ts';

const file = process.env['CRM_API_CONFIG'] ?? process.argv[2];

try {
  if (file === undefined) throw new Error('Name the configuration: CRM_API_CONFIG or the first argument.');
  const config = parseCrmConfig(readFileSync(file, 'utf8'));
  const app = buildCrmApi(config);
  const address = await app.listen({ port: config.port, host: config.host ?? '127.0.0.1' });
  console.log(`crm-api: ${address}/{${config.providers.map(({ slug }) => slug).join(',')}}/people`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
} catch (error) {
  console.error(`crm-api: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
