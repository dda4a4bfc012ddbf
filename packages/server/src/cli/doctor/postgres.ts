/** The PostgreSQL database, looked at without changing it: reachable, settings that keep what is written, schema. */
import { Client } from 'pg';
import { type Check, fail, ok, warn } from './check.ts';
import { checkSchema } from './database.ts';

const ANSWER_WITHIN_MS = 3000;

export async function checkPostgres({ url, name }: { url: string; name: string }): Promise<Check[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    return [await checkServer(client, name), await checkDurability(client), await checkTables(client)];
  } catch (error) {
    return [fail('database', `${name}: ${(error as Error).message}`, 'Check DATABASE_URL and the server.')];
  } finally {
    client.end().catch(() => {});
  }
}

async function checkServer(client: Client, name: string): Promise<Check> {
  const version = await ask(client, "current_setting('server_version')");
  return (await ask(client, 'pg_is_in_recovery()::text')) === 'false'
    ? ok('database', `PostgreSQL ${String(version)} at ${name}`)
    : fail('database', `${name} is a replica`, 'Let DATABASE_URL name the primary.');
}

/** Valetkey sees to synchronous_commit by itself; these two are the whole server's. */
async function checkDurability(client: Client): Promise<Check> {
  for (const setting of ['fsync', 'full_page_writes'])
    if ((await ask(client, `current_setting('${setting}')`)) !== 'on')
      return warn(
        'durability',
        `${setting} is off`,
        `A power cut can lose the database. Set ${setting} = on.`,
      );
  // S-W6: whatever follows may take over, and lacks then what had not reached it.
  const followers = Number(await ask(client, '(SELECT count(*)::int FROM pg_stat_replication)'));
  if (followers > 0 && (await ask(client, "current_setting('synchronous_standby_names')")) === '')
    return warn(
      'durability',
      `${followers} standby${followers === 1 ? '' : 's'}, none of them synchronous`,
      'After a fail-over the last revocations may be missing. Set synchronous_standby_names.',
    );
  return ok('durability', 'what is written survives a power cut');
}

async function checkTables(client: Client): Promise<Check> {
  if ((await ask(client, "to_regclass('schema_migrations')::text")) === null)
    return fail('database', 'it has no tables yet', 'Start the server once: valetkey serve');
  return checkSchema(Number(await ask(client, '(SELECT max(version) FROM schema_migrations)')));
}

async function ask(client: Client, expression: string): Promise<unknown> {
  return (await client.query<{ answer: unknown }>(`SELECT ${expression} AS answer`)).rows[0]?.answer;
}
