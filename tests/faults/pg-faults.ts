/** What may happen to nodes on PostgreSQL, to the database, and to the network between: each begins, lasts, and is over. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from './harness.ts';
import { monotonicNow } from './history.ts';
import { fill } from './outages-running.ts';
import type { PgNode, Town } from './pg-town.ts';
import { NoAnswer } from './wire.ts';

/** How often, and what must not be. */
interface Suffered {
  times: number;
  violations: string[];
  notTried?: string;
}

export type PgFault = (town: Town) => Promise<Suffered>;

export const PG_FAULTS: Readonly<Record<string, PgFault>> = {
  'kill -9 of a node': killNodes,
  'immediate shutdown and restart of PostgreSQL': restart,
  'back ends terminated': terminate,
  'network cut': town => loseNetwork(town, node => node.proxy.become('cut')),
  'network silent': town => loseNetwork(town, node => node.proxy.become('silent')),
  'network slow by 0-5 s': slow,
  'node paused': pauseNode,
  'PostgreSQL paused': pauseDatabase,
  'PostgreSQL read-only': readOnly,
  'disk of PostgreSQL full': fullDisk,
};

const KILLS = 2;
const BACK_ENDS = 20;

/** Mostly shorter than a node's patience, now and then longer. */
function whileOf({ random }: Town): number {
  return random.below(5) === 0 ? 9000 : 1000 + random.below(1500);
}

async function killNodes(town: Town): Promise<Suffered> {
  for (let i = 0; i < KILLS; i++) {
    const node = town.random.pick(town.nodes);
    await pause(town.random.below(400));
    await node.kill();
    await node.start();
  }
  return { times: KILLS, violations: [] };
}

async function restart({ cluster, random }: Town): Promise<Suffered> {
  await pause(random.below(300));
  await cluster.stopAtOnce();
  await pause(random.below(700));
  await cluster.start();
  return { times: 1, violations: [] };
}

async function terminate({ cluster, url, random }: Town): Promise<Suffered> {
  const operator = await cluster.connect(url);
  let times = 0;
  while (times < BACK_ENDS) {
    const { rows } = await operator.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'valetkey%' AND datname = current_database()",
    );
    if (rows.length > 0) {
      await operator.query('SELECT pg_terminate_backend($1)', [random.pick(rows).pid]);
      times++;
    }
    await pause(random.below(60));
  }
  await operator.end();
  return { times, violations: [] };
}

/** S-E9: what was revoked elsewhere meanwhile, the node that is cut off does not call good. */
async function loseNetwork(town: Town, lose: (node: PgNode) => void): Promise<Suffered> {
  const at = town.random.below(town.nodes.length);
  const node = town.nodes[at]!;
  const violations = await revokeElsewhere(town, at, {
    before: () => lose(node),
    after: async begun => {
      await pause(begun + whileOf(town) - monotonicNow());
      node.proxy.become('good');
    },
  });
  return { times: 1, violations };
}

async function slow(town: Town): Promise<Suffered> {
  const { proxy } = town.random.pick(town.nodes);
  const random = town.random.fork();
  proxy.become({ slowMs: () => random.below(5000) });
  await pause(5000);
  proxy.become('good');
  return { times: 1, violations: [] };
}

/** A node that stood still while a token was revoked elsewhere asks the database before it answers what it was asked meanwhile. */
async function pauseNode(town: Town): Promise<Suffered> {
  const at = town.random.below(town.nodes.length);
  const node = town.nodes[at]!;
  const violations = await revokeElsewhere(town, at, {
    before: () => node.signal('SIGSTOP'),
    after: async begun => {
      await pause(begun + whileOf(town) - monotonicNow());
      node.signal('SIGCONT');
    },
  });
  return { times: 1, violations };
}

async function revokeElsewhere(
  town: Town,
  at: number,
  fault: { before: () => void; after: (begun: number) => Promise<void> },
): Promise<string[]> {
  const { prober } = town;
  town.proberNode = at;
  const holding = await prober.connect();
  if (!holding) return ['no tokens, although nothing was wrong'];
  await prober.check(holding);
  if (prober.history.at(-1)!.active !== true) return ['a fresh token was not good'];
  const begun = monotonicNow();
  fault.before();
  town.proberNode = (at + 1) % town.nodes.length;
  await prober.revoke(holding);
  town.proberNode = at;
  // Its answer comes when the fault is over, or says 503; the checker knows that the end was acknowledged before it was asked.
  const asked = prober.check(holding).catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error;
  });
  await fault.after(begun);
  await asked;
  return [];
}

async function pauseDatabase(town: Town): Promise<Suffered> {
  const { cluster } = town;
  cluster.signal('SIGSTOP');
  await pause(whileOf(town));
  cluster.signal('SIGCONT');
  return { times: 1, violations: [] };
}

/** As an old primary after a failover. */
async function readOnly(town: Town): Promise<Suffered> {
  const { cluster, url } = town;
  const operator = await cluster.connect(url);
  const { pathname } = new URL(url);
  const make = async (mode: 'on' | 'off'): Promise<void> => {
    await operator.query('SET default_transaction_read_only = off');
    await operator.query(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = ${mode}`);
    await operator.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'valetkey%' AND datname = current_database()",
    );
  };
  await make('on');
  await pause(whileOf(town));
  await make('off');
  await operator.end();
  return { times: 1, violations: [] };
}

async function fullDisk(town: Town): Promise<Suffered> {
  const { cluster, disk, url } = town;
  if (!disk.isSmall) return { times: 0, violations: [], notTried: 'mounting is not allowed here' };
  const filler = join(disk.place, 'filler');
  fill(filler);
  // The next piece of log has no room: PostgreSQL stops.
  const operator = await cluster.connect(url);
  for (let i = 0; i < 8 && cluster.isRunning; i++)
    await operator.query('SELECT pg_switch_wal()').catch(() => {});
  await pause(2000);
  rmSync(filler);
  await operator.end().catch(() => {});
  await untilServing(town);
  return { times: 1, violations: [] };
}

/** It recovers, or it has given up (perhaps only now), and its operator starts it again. */
async function untilServing({ cluster, url }: Town): Promise<void> {
  for (;;) {
    if (!cluster.isRunning) await cluster.start();
    try {
      const operator = await cluster.connect(url);
      return await operator.end();
    } catch {
      await pause(50);
    }
  }
}
