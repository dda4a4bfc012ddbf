/** The guard in the company's API: a token it has seen before is checked from memory. In this process, without HTTP around it. */
import { createGuard } from '@valetkey/guard';
import type { Facts } from '../harness/contender.ts';
import { median } from '../harness/rounds.ts';
import { CONFIG, GUARD_SECRET, SCOPE, SLUG } from '../peers/valetkey-world.ts';

const CHECKS = 100_000;

export async function measureGuard(facts: Facts, rounds: number): Promise<Record<string, string>> {
  let questions = 0;
  const guard = createGuard({
    issuer: `${CONFIG.publicUrl}/${SLUG}`,
    secret: GUARD_SECRET,
    fetch: (target, init) => {
      const address = new Request(target).url;
      if (address.endsWith('/guard/check')) questions++;
      return fetch(address.replace(CONFIG.publicUrl, facts.url), init);
    },
  });
  const rule = { scope: SCOPE };
  const requestOf = (token: string | undefined) => ({
    method: 'GET',
    url: '/people',
    headers: { authorization: `Bearer ${token}` },
  });
  const microseconds: number[] = [];
  try {
    await guard.ready();
    const first = requestOf(facts.accessTokens[0]);
    const sights = await Promise.all(Array.from({ length: 100 }, () => guard.check(first, rule)));
    if (!sights.every(verdict => verdict.allowed)) throw new Error('the guard refuses a live token');
    const asked = questions;
    for (let round = 0; round <= rounds; round++) {
      const begun = process.cpuUsage();
      for (let i = 0; i < CHECKS; i++) await guard.check(first, rule);
      const { user, system } = process.cpuUsage(begun);
      if (round > 0) microseconds.push((user + system) / CHECKS);
    }
    return {
      'guard, token seen before': `${median(microseconds).toFixed(2)} µs a check, ${questions - asked} questions to the server`,
      'guard, 100 parallel requests with a new token': `${asked} question to the server`,
    };
  } finally {
    await guard.close();
  }
}
