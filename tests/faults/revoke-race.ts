/** Revoke against use: a token is revoked while it is checked and refreshed, on the same node and on others of the same file. */
import { judge } from './checker.ts';
import { runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import { Ground, Racers } from './racers.ts';
import { newSite } from './server-process.ts';
import { SLUG } from './site-config.ts';

const BATCH = 250;

export const revokeRace: Harness = {
  name: 'revoke-race: no success for a request after the revocation was acknowledged',
  guards: ['no stale reads'],
  controlRuns: 300,
  slices: { runs: 100_000, of: 10_000 },
  async run(trial: Trial): Promise<Finding> {
    const races = runsOf(trial, 10_000);
    const one = await raceOn(trial, 1, Math.ceil(races * 0.8));
    const four = await raceOn(trial, 4, Math.floor(races * 0.2));
    return {
      figures: {
        'races, one process': one.races,
        'uses, one process': one.uses,
        'races, four processes': four.races,
        'uses, four processes': four.uses,
        'uses that overlapped the revocation and succeeded': one.overlapped + four.overlapped,
      },
      violations: [...one.violations, ...four.violations],
    };
  },
};

interface Count {
  races: number;
  uses: number;
  overlapped: number;
  violations: string[];
}

async function raceOn(trial: Trial, processes: number, races: number): Promise<Count> {
  const site = newSite();
  const count: Count = { races, uses: 0, overlapped: 0, violations: [] };
  try {
    const ground = await Ground.open(site, SLUG, 8);
    const racers = await Racers.start(site, processes, trial.without);
    for (let done = 0; done < races; done += BATCH) {
      const tickets = await ground.mintFamilies(Math.min(BATCH, races - done));
      const entries = await racers.perform(racer => ({ task: 'race', tickets, revokes: racer === 0 }));
      await ground.checkKept();
      const revoked = new Map(
        entries.filter(entry => entry.op === 'revoke').map(entry => [entry.lineage, entry]),
      );
      for (const entry of entries) {
        if (entry.op === 'revoke') continue;
        count.uses++;
        const isSuccess = entry.active === true || (entry.op === 'refresh' && entry.status === 200);
        if (isSuccess && entry.ended! > revoked.get(entry.lineage)!.begun) count.overlapped++;
      }
      count.violations.push(...judge([...ground.takeHistory(), ...entries]));
    }
    await racers.end();
    await ground.close();
  } finally {
    site.remove();
  }
  return count;
}
