/** What is held about one person: handed to them, or erased (S-U7). */
import { escapeHtml } from '../http/html.ts';
import type { User } from '../store/rows.ts';
import type { Act, PersonData } from '../store/store.ts';
import type { Core } from './core.ts';

/** A shorter name stands in too many other words to be replaced in texts. */
const SHORTEST_NAME = 3;

export async function exportPerson(core: Core, user: User): Promise<PersonData> {
  return await core.store.exportPerson(user);
}

/** Once, and for good: their access ends everywhere, and nothing says any more who it was. */
export async function erasePerson(core: Core, { id, name, email }: User, act: Act): Promise<void> {
  const words = name.length < SHORTEST_NAME ? [email] : [email, name];
  const spellings = words.flatMap(word => [word, escapeHtml(word), JSON.stringify(word).slice(1, -1)]);
  await core.store.erasePerson(id, [...new Set(spellings)], act);
}
