/**
 * `npm run bench:client`: what the client costs. Calls over plain `fetch`, reads of a vault, memory of 100,000 connections.
 * Each round measures everybody, in another order; a figure is the median of the rounds, a ratio that of the ratios within a round.
 */
import { parseArgs } from 'node:util';
import { measureCalls } from './calls.ts';
import { measureMemory } from './memory.ts';
import { measureReads } from './reads.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '41' }, only: { type: 'string', default: '' } },
});
const rounds = Number(values.rounds);

console.log(`${new Date().toISOString()}, node ${process.version}, ${rounds} rounds`);
for (const [name, measure] of Object.entries({
  calls: measureCalls,
  reads: measureReads,
  memory: measureMemory,
}))
  if (name.includes(values.only)) console.table(await measure(rounds));
process.exit();
