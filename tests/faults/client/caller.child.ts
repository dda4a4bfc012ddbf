/** A process that shares a vault with others: makes the calls it is told to make, all at once, and tells what came of them. */
import { createClient, type ClientOptions } from '../../../packages/client/src/index.ts';
import { openVault, type VaultAddress } from '../../../packages/client/src/vault/fixtures.ts';
import type { VaultStore } from '../../../packages/client/src/vault/vault-store.ts';

export interface Orders {
  address: VaultAddress;
  providers: ClientOptions['providers'];
  apiUrl: string;
  /** How far this process's clock is ahead. */
  aheadSeconds: number;
}

export interface Task {
  /** One call for each; the same id may stand there many times. */
  connectionIds: readonly string[];
  /** Of these the process never saves what it got: it dies before. */
  unsaved: readonly string[];
}

export interface Answer {
  statuses: readonly number[];
  failures: readonly string[];
}

const { address, providers, apiUrl, aheadSeconds } = JSON.parse(process.argv[2]!) as Orders;
const unsaved = new Set<string>();
const say = (message: Answer | { holding: string }): void => void process.send!(message);

function holdingBack(store: VaultStore): VaultStore {
  return {
    ...store,
    async replaceConnection(row, expectedVersion) {
      if (!unsaved.has(row.id)) return store.replaceConnection(row, expectedVersion);
      say({ holding: row.id });
      return new Promise(() => {});
    },
  };
}

const { vault } = await openVault(address, holdingBack);
await vault.ready();
const client = createClient({
  providers,
  vault,
  redirectUri: 'https://app.example/callback/{provider}',
  clock: { nowMs: () => Date.now() + aheadSeconds * 1000 },
});

process.on('message', (task: Task) => {
  unsaved.clear();
  for (const id of task.unsaved) unsaved.add(id);
  void perform(task).then(say);
});
process.on('disconnect', () => process.exit(0));
// Everything that takes time to load is loaded: now all can go at once.
say({ statuses: [], failures: [] });

async function perform({ connectionIds }: Task): Promise<Answer> {
  const statuses: number[] = [];
  const failures: string[] = [];
  const one = async (id: string): Promise<void> => {
    const connection = await client.connection(id);
    statuses.push((await connection.fetch(apiUrl)).status);
  };
  await Promise.all(
    connectionIds.map(async id => one(id).catch((error: unknown) => void failures.push(String(error)))),
  );
  return { statuses, failures };
}
