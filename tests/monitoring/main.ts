/** `npm run test:anomalies [-- --seed S --connections N --days D]`: the figures of docs/guides/monitoring.md. */
import { parseArgs } from 'node:util';
import { simulate, sumUp } from './simulation.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    connections: { type: 'string', default: '1000' },
    days: { type: 'string', default: '30' },
  },
});
const options = {
  seed: Number(values.seed),
  connections: Number(values.connections),
  watchedDays: Number(values.days),
};
const figures = simulate({ ...options, plantShare: 0.02 });
const { foundShare, alarmsPerThousand } = sumUp(figures);
console.log(
  `seed ${options.seed}: ${options.connections} connections, ${options.watchedDays} days, ${figures.connectionDays} connection-days`,
);
for (const [kind, { planted, found }] of Object.entries(figures.planted))
  console.log(`  ${kind}: ${found} of ${planted} found`);
console.log(`found: ${(foundShare * 100).toFixed(1)} % of what was planted`);
console.log(
  `false alarms: ${alarmsPerThousand.toFixed(2)} per 1,000 connections and day`,
  figures.falseAlarms,
);
