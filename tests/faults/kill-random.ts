/** kill -9 of a real server under real load, at random moments; after each, everything that was acknowledged is asked for again. */
import { join } from 'node:path';
import { judge } from './checker.ts';
import { integrityProblems } from './database-facts.ts';
import { inLanes, pause, runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import { createParties } from './parties.ts';
import { seededRandom, type Random } from './random.ts';
import { newSite, serve, startServer, type Site } from './server-process.ts';
import { openWire, type Wire } from './wire.ts';
import { Worker } from './worker.ts';

const WORKERS = 6;
const LANES = 2;
const LONGEST_LOAD_MS = 250;
/** Serving again, from the start of the process. */
/** Of a machine that does something else, too: the short form stands among other tests. */
const READY_WITHIN_MS = { long: 2000, short: 5000 };

interface Outcome {
  kills: number;
  entries: number;
  unanswered: number;
  readyMs: number[];
  violations: string[];
}

export const killRandom: Harness = {
  name: 'kill-random: kill -9 at random moments under load',
  guards: ['commit before the answer', 'one successor of a refresh token'],
  controlRuns: 12,
  slices: { runs: 2000, of: 100 },
  async run(trial: Trial): Promise<Finding> {
    const random = seededRandom(trial.seed);
    const kills = runsOf(trial, 50);
    const outcomes: Outcome[] = [];
    const lanes = Array.from({ length: LANES }, (_, lane) => ({
      random: random.fork(),
      kills: Math.floor((kills + lane) / LANES),
    }));
    await inLanes(lanes, LANES, async lane => void outcomes.push(await killAgainAndAgain(trial, lane)));
    const sum = (key: 'kills' | 'entries' | 'unanswered'): number =>
      outcomes.reduce((total, outcome) => total + outcome[key], 0);
    const readyMs = outcomes.flatMap(outcome => outcome.readyMs).toSorted((a, b) => a - b);
    // On a busy machine a restart may wait for the work of others; a recovery that is slow is always slow.
    const quickest = readyMs[Math.floor(readyMs.length / 10)]!;
    return {
      figures: {
        kills: sum('kills'),
        operations: sum('entries'),
        'cut off without an answer': sum('unanswered'),
        'restart (ms)': { samples: readyMs.map(Math.round) },
      },
      violations: [
        ...outcomes.flatMap(outcome => outcome.violations),
        ...(quickest > READY_WITHIN_MS[trial.long ? 'long' : 'short']
          ? [`serving again took at least ${Math.round(quickest)} ms`]
          : []),
      ],
    };
  },
};

async function killAgainAndAgain(trial: Trial, lane: { random: Random; kills: number }): Promise<Outcome> {
  const { random } = lane;
  const site = newSite();
  const outcome: Outcome = { kills: 0, entries: 0, unanswered: 0, readyMs: [], violations: [] };
  try {
    let wire: Wire = openWire('http://127.0.0.1:9');
    const parties = await createParties(site, WORKERS);
    const workers = parties.map(party => new Worker(party, random.fork(), () => wire));
    for (let round = 0; round <= lane.kills; round++) {
      // Now and then already while it starts.
      if (random.below(10) === 0) await killStarting(site, trial, random);
      const server = await serve(site, { without: trial.without });
      outcome.readyMs.push(server.readyMs);
      wire.close();
      wire = openWire(server.url);
      if (round === 0) for (const worker of workers) await worker.warmUp();
      await Promise.all(workers.map(worker => worker.verify()));
      if (round < lane.kills) {
        await loadUntilKilled(server.kill, workers, random);
        outcome.kills++;
      } else await server.end();
      outcome.violations.push(...integrityProblems(join(site.data, 'valetkey.db')));
    }
    wire.close();
    for (const worker of workers) {
      outcome.entries += worker.history.length;
      outcome.unanswered += worker.history.filter(entry => entry.ended === null).length;
      outcome.violations.push(...worker.violations, ...judge(worker.history));
    }
  } finally {
    site.remove();
  }
  return outcome;
}

async function killStarting(site: Site, trial: Trial, random: Random): Promise<void> {
  const { process: child, ready } = startServer(site, { without: trial.without });
  const gone = ready.then(
    () => {},
    () => {},
  );
  await pause(random.below(600));
  child.kill('SIGKILL');
  await gone;
  if (child.exitCode === null && child.signalCode === null)
    await new Promise(resolve => child.once('close', resolve));
}

async function loadUntilKilled(
  kill: () => Promise<void>,
  workers: readonly Worker[],
  random: Random,
): Promise<void> {
  const load = { isOver: false };
  const loading = workers.map(async worker => {
    while (!load.isOver) await worker.step();
  });
  await pause(random.next() * LONGEST_LOAD_MS);
  load.isOver = true;
  await kill();
  await Promise.all(loading);
}
