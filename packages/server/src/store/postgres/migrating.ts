/** Migrations on PostgreSQL: one node after another, however many start at once. */
import type { Statement, Verb } from '../verb.ts';
import { openConnection } from './connection.ts';
import { drive } from './transaction.ts';

/** READ COMMITTED: who waited for the lock sees what the one before it has done. */
const BEGIN = ['BEGIN ISOLATION LEVEL READ COMMITTED', 'SELECT pg_advisory_xact_lock(1986096245, 2)'];

export async function withMigrationLock<R>(
  url: string,
  work: (engine: { write<T>(verb: () => Verb<T>): Promise<T> }) => Promise<R>,
): Promise<R> {
  const connection = await openConnection(url, 'migrations');
  try {
    return await work({
      async write(verb) {
        for (const command of BEGIN) await connection.command(command);
        const late: Statement[] = [];
        const result = await drive(connection, verb(), late);
        for (const statement of late) await connection.query(statement);
        const outcome = await connection.command('COMMIT');
        if (outcome !== 'COMMIT')
          throw new Error(`the migration was rolled back (COMMIT was answered ${outcome})`);
        return result;
      },
    });
  } finally {
    // Ends a transaction that failed, too.
    await connection.close();
  }
}
