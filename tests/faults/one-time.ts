/** One-time objects: each code and each refresh token hit by 100 parallel requests, in one process and from four on one file. */
import { judge } from './checker.ts';
import { runsOf, type Finding, type Harness, type Trial } from './harness.ts';
import type { Entry } from './history.ts';
import { Ground, Racers } from './racers.ts';
import { newSite } from './server-process.ts';
import { SLUG, STRICT_SLUG } from './site-config.ts';

const REQUESTS = 100;
const BATCH = 50;

interface Count {
  objects: number;
  requests: number;
  successes: number;
  violations: string[];
}

export const oneTime: Harness = {
  name: 'one-time: 100 parallel requests for each code and refresh token',
  guards: ['one redemption of a code', 'one successor of a refresh token'],
  controlRuns: 40,
  slices: { runs: 10_000, of: 500 },
  async run(trial: Trial): Promise<Finding> {
    // Of each kind; half of them in one process, half from four.
    const objects = runsOf(trial, 500);
    const figures: Record<string, number> = {};
    const violations: string[] = [];
    for (const [processes, share] of [
      [1, Math.ceil(objects / 2)],
      [4, Math.floor(objects / 2)],
    ] as const) {
      for (const [kind, slug] of [
        ['redeem', SLUG],
        ['refresh', SLUG],
        ['refresh', STRICT_SLUG],
      ] as const) {
        const isStrict = slug === STRICT_SLUG;
        const name = `${kind === 'redeem' ? 'codes' : `refresh tokens${isStrict ? ' (no replay window)' : ''}`}, ${processes} process${processes > 1 ? 'es' : ''}`;
        const count = await hammer(
          trial,
          kind,
          slug,
          processes,
          kind === 'refresh' ? Math.ceil(share / 2) : share,
        );
        figures[name] = count.objects;
        figures[`${name}: requests`] = count.requests;
        figures[`${name}: successes`] = count.successes;
        violations.push(...count.violations);
      }
    }
    return { figures, violations };
  },
};

async function hammer(
  trial: Trial,
  kind: 'redeem' | 'refresh',
  slug: string,
  processes: number,
  objects: number,
): Promise<Count> {
  const site = newSite();
  const count: Count = { objects, requests: 0, successes: 0, violations: [] };
  const rules = slug === STRICT_SLUG ? { replayWindowMs: 0 } : {};
  try {
    const ground = await Ground.open(site, slug, 4);
    const racers = await Racers.start(site, processes, trial.without);
    for (let done = 0; done < objects; done += BATCH) {
      const size = Math.min(BATCH, objects - done);
      const tickets = kind === 'redeem' ? ground.mintCodes(size) : await ground.mintFamilies(size);
      const each = REQUESTS / processes;
      const entries = await racers.perform(() => ({ task: kind, tickets, each }));
      await ground.checkAll(wonBy(entries, tickets));
      const history = [...ground.takeHistory(), ...entries];
      count.requests += entries.length;
      count.successes += entries.filter(entry => entry.status === 200).length;
      count.violations.push(...judge(history, rules));
    }
    await racers.end();
    await ground.close();
  } finally {
    site.remove();
  }
  return count;
}

/** Who got what: whether it still is good is asked at the end. */
function wonBy(
  entries: readonly Entry[],
  tickets: Parameters<Ground['checkAll']>[0],
): Parameters<Ground['checkAll']>[0] {
  const won = new Map(
    entries.filter(entry => entry.access !== null).map(entry => [entry.lineage, entry.access!]),
  );
  return tickets.map(ticket => ({ ...ticket, access: won.get(ticket.lineage) ?? '' }));
}
