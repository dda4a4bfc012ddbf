/** `npm run bench`: what it measures and what the figures mean stands in docs/performance.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../packages/server/src/store/postgres/fixtures.ts';
import { drawChart } from './harness/chart.ts';
import { OPERATIONS, type OperationName } from './harness/contender.ts';
import { takeLoadCore } from './harness/cores.ts';
import { describeMachine } from './harness/machine.ts';
import { printTable, type Results } from './harness/report.ts';
import { measureThroughput } from './harness/throughput.ts';
import { measureGrowth } from './operations/growth.ts';
import { measureGuard } from './operations/guard.ts';
import { measureResources } from './operations/resources.ts';
import { PEERS } from './peers/peers.ts';
import { newSite, valetkey } from './peers/valetkey.ts';

const { values } = parseArgs({
  options: {
    /** client-credentials, refresh, flow, introspect, guard, resources, growth; default: all but growth. */
    only: { type: 'string', default: [...OPERATIONS, 'guard', 'resources'].join(',') },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    store: { type: 'string', default: 'sqlite' },
    /** Part of a peer's name; `none`: Valetkey alone. */
    peers: { type: 'string', default: '' },
    refreshes: { type: 'string', default: '1000000' },
    /** Connections in the database, several with commas between them. */
    sizes: { type: 'string', default: '10000,100000,1000000' },
    name: { type: 'string' },
  },
});
const wanted = values.only.split(',');
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const results = fileURLToPath(new URL('results/', import.meta.url));

takeLoadCore({ sharing: values.store === 'postgres' });
const machine = describeMachine();
const cluster = values.store === 'postgres' ? await startCluster({ durable: true }) : null;
try {
  const openSite = async () => newSite(await cluster?.createDatabase());
  const own = valetkey(cluster ? 'PostgreSQL' : 'SQLite', openSite);
  const peers = PEERS.filter(peer => peer.name.includes(values.peers));
  const operations = OPERATIONS.filter(operation => wanted.includes(operation));
  const throughput = await measureThroughput([own, ...peers], operations, {
    rounds,
    seconds,
    onDone: (operation: OperationName) => console.error(`${operation}: measured`),
  });
  const figures: Record<string, string> = {};
  if (wanted.includes('guard')) {
    const running = await own.start();
    Object.assign(figures, await measureGuard(running.facts, rounds));
    await running.stop();
  }
  if (wanted.includes('resources')) Object.assign(figures, await measureResources(Number(values.refreshes)));
  if (wanted.includes('growth'))
    Object.assign(
      figures,
      await measureGrowth(openSite, values.sizes.split(',').map(Number), { rounds, seconds }),
    );
  const found: Results = { machine, rounds, seconds, store: values.store, ...throughput, figures };
  console.log(`${JSON.stringify(machine)}\n${printTable(found)}`);
  save(values.name ?? `${values.store}-${machine.date.slice(0, 10)}`, found);
} finally {
  await cluster?.remove();
}

function save(name: string, found: Results): void {
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}${name}.json`, `${JSON.stringify(found, null, 2)}\n`);
  if (Object.keys(found.operations).length > 0) writeFileSync(`${results}${name}.svg`, drawChart(found));
}
