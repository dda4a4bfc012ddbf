/** Child process of the races: a node of its own on a shared database file. Told by messages what to do, it answers with its history. */
import { Direct, type Holder } from './direct.ts';
import { openSiteCore } from './parties.ts';

export interface Ticket {
  holder: Holder;
  lineage: string;
  /** A code, or a refresh token. */
  token: string;
  access: string;
}

export type Task =
  | { task: 'redeem' | 'refresh'; tickets: readonly Ticket[]; each: number }
  /** Uses each token while another node, or this one, revokes it. */
  | { task: 'race'; tickets: readonly Ticket[]; revokes: boolean };

const core = await openSiteCore({ data: process.argv[2]! });
const direct = new Direct(core);

async function perform(task: Task): Promise<void> {
  switch (task.task) {
    case 'redeem':
      await Promise.all(repeat(task).map(({ holder, token }) => direct.redeem(holder, token)));
      return;
    case 'refresh':
      await Promise.all(
        repeat(task).map(({ holder, lineage, token }) => direct.refresh(holder, lineage, token)),
      );
      return;
    case 'race':
      await Promise.all(task.tickets.map((ticket, i) => race(ticket, i, task.revokes)));
  }
}

/** One after another through all tickets, so that those of one ticket are under way together with those of the others. */
function repeat({ tickets, each }: { tickets: readonly Ticket[]; each: number }): Ticket[] {
  return Array.from({ length: each }, () => tickets).flat();
}

async function race(ticket: Ticket, place: number, revokes: boolean): Promise<void> {
  const { holder, lineage, token, access } = ticket;
  await turns(place % 4);
  const revoking = revokes
    ? turns(place % 5).then(() => direct.revoke(holder, lineage, token))
    : Promise.resolve();
  const fresh: string[] = [];
  for (let i = 0; i < 5; i++) {
    await direct.check(holder, lineage, access);
    if (i !== place % 5) continue;
    const refreshed = await direct.refresh(holder, lineage, token);
    if (refreshed.access !== null) fresh.push(refreshed.access);
  }
  await revoking;
  for (const one of [access, ...fresh]) await direct.check(holder, lineage, one);
}

/** Of the event loop. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve));
}

process.on('message', (task: Task | 'end') => {
  void (async () => {
    if (task === 'end') {
      await core.close();
      process.disconnect?.();
      return;
    }
    await perform(task);
    process.send?.(direct.history.splice(0));
  })();
});
// Whoever started it is gone, or is done with it.
process.on('disconnect', () => process.exit());
process.send?.('ready');
