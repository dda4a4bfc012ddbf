/** A process of its own that shares a vault: makes many calls at once, or only refreshes and tells when. Started by the tests. */
import { createClient, type ClientOptions } from '../index.ts';
import { sqliteVault } from '../vault/sqlite.ts';

interface Orders {
  path: string;
  key: string;
  providers: ClientOptions['providers'];
  connectionId: string;
  apiUrl: string;
  calls: number;
  /** How far this process's clock is ahead. */
  aheadSeconds: number;
}

const orders = JSON.parse(process.argv[2]!) as Orders;
const clock = { nowMs: () => Date.now() + orders.aheadSeconds * 1000 };
const client = createClient({
  providers: orders.providers,
  vault: sqliteVault(orders.path, { key: orders.key }),
  redirectUri: 'https://app.example/callback/{provider}',
  clock,
});

// Everything that takes time to load is loaded; the parent says when to go, so that all go at once.
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  const one = async (): Promise<number> => {
    const connection = await client.connection(orders.connectionId);
    return (await connection.fetch(orders.apiUrl)).status;
  };
  Promise.all(Array.from({ length: orders.calls }, one)).then(
    statuses => process.stdout.write(`${JSON.stringify(statuses)}\n`, () => process.exit(0)),
    (error: unknown) => process.stdout.write(`${String(error)}\n`, () => process.exit(1)),
  );
});
