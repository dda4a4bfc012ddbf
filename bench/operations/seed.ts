/** Many connections, each with a family, spread over apps and people. */
import type { Core } from '../../packages/server/src/domain/core.ts';
import type { Family } from '../../packages/server/src/store/rows.ts';
import { newConnection, newFamily, newPerson, type Person } from '../peers/valetkey-world.ts';

/** As many as share a commit. */
const AT_ONCE = 256;

/** @returns `sample` of the families, evenly spread. */
export async function seedConnections(
  core: Core,
  apps: readonly string[],
  count: number,
  sample = 0,
): Promise<Family[]> {
  const perPerson = Math.min(apps.length, 10);
  const people = await inPieces(Math.ceil(count / perPerson), i => newPerson(core, `user${i}`));
  const every = sample === 0 ? Infinity : Math.floor(count / sample);
  const sampled: Family[] = [];
  await inPieces(count, async i => {
    const person = people[Math.floor(i / perPerson)] as Person;
    // Neighbours in time belong to different apps, as they do in life.
    const app = apps[(i * 7919) % apps.length]!;
    const family = await newFamily(core, await newConnection(core, app, person));
    if (i % every === 0 && sampled.length < sample) sampled.push(family);
  });
  return sampled;
}

async function inPieces<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let begin = 0; begin < count; begin += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - begin);
    made.push(...(await Promise.all(Array.from({ length }, (_, i) => make(begin + i)))));
  }
  return made;
}
