/** 1,000 calls at once from 4 processes on one connection whose token is due: exactly one refresh, on every database. */
import { findRedisServer } from '../../../packages/client/src/vault/database-fixtures.ts';
import { ENGINES, type Engine } from '../../../packages/client/src/vault/fixtures.ts';
import { inLanes, runsOf, type Finding, type Harness, type Trial } from '../harness.ts';
import { openWorld, UNTIL_DUE_SECONDS } from './world.ts';

const PROCESSES = 4;
const CALLS = 250;

export const clientParallel: Harness = {
  name: 'client-parallel: 1,000 calls from 4 processes, one refresh',
  guards: ['client: one refresh at a time'],
  controlRuns: 1,
  async run(trial: Trial): Promise<Finding> {
    const rounds = runsOf(trial, 1, 20);
    const figures: Record<string, string> = {};
    const violations: string[] = [];
    await inLanes(ENGINES, 1, async engine => {
      const isMissing = engine === 'Redis' && findRedisServer() === null;
      figures[engine] = isMissing ? 'NOT TRIED: there is no redis-server here' : `${rounds} times`;
      if (!isMissing) violations.push(...(await hammer(trial, engine, rounds)));
    });
    return { figures, violations };
  },
};

async function hammer(trial: Trial, engine: Engine, rounds: number): Promise<string[]> {
  const world = await openWorld(trial, engine);
  const violations: string[] = [];
  try {
    const ids = await world.connect(rounds);
    const callers = await Promise.all(
      Array.from({ length: PROCESSES }, async () => world.startCaller(UNTIL_DUE_SECONDS)),
    );
    for (const id of ids) {
      world.proxy.forwarded.length = 0;
      for (const caller of callers)
        caller.ask({ connectionIds: Array.from({ length: CALLS }, () => id), unsaved: [] });
      const answers = await Promise.all(callers.map(async caller => caller.answered()));
      const succeeded = answers.flatMap(({ statuses }) => statuses.filter(status => status === 200)).length;
      const refreshes = world.proxy.forwarded.length;
      violations.push(...answers.flatMap(({ failures }) => failures).map(what => `${engine}: ${what}`));
      if (succeeded !== PROCESSES * CALLS)
        violations.push(`${engine}: ${succeeded} of ${PROCESSES * CALLS} calls succeeded`);
      if (refreshes !== 1) violations.push(`${engine}: ${refreshes} refreshes`);
    }
  } finally {
    await world.close();
  }
  return violations;
}
