/** The cast's people and accounts at one provider. */
import type { Core } from '../../../domain/core.ts';
import { newId } from '../../../domain/ids.ts';
import type { Provider } from '../../../domain/providers.ts';
import type { Account, User } from '../../../store/rows.ts';
import { CAST_ACCOUNTS } from './cast.ts';
import type { Moment } from './moment.ts';

export interface Member {
  user: User;
  account: Account;
}

/** Finds or creates them; the demo's own people of these accounts come first. */
export async function seedCast(core: Core, provider: Provider, joined: Moment): Promise<Member[]> {
  const members: Member[] = [];
  for (const [name, people] of Object.entries(CAST_ACCOUNTS)) {
    const account = await findOrCreateAccount(core, provider, name, joined);
    for (const [i, person] of people.entries()) {
      const email = `${name.toLowerCase()}${i + 1}@people.example`;
      const user =
        (await core.store.findUserByEmail(provider.slug, email)) ??
        (await createUser(core, provider, { name: person, email }, joined));
      await core.store.putMember(account.id, user.id, i === 0 ? 'administrator' : 'member', joined.act);
      members.push({ user, account });
    }
  }
  return members;
}

async function findOrCreateAccount(
  core: Core,
  { slug, profile }: Provider,
  name: string,
  joined: Moment,
): Promise<Account> {
  const found = await core.store.findAccountByName(slug, name);
  if (found) return found;
  const plan = profile.plans?.[0] ?? null;
  const row = {
    id: newId(joined.ms),
    provider: slug,
    externalId: null,
    name,
    plan,
    createdAt: joined.seconds,
  };
  return await core.store.createAccount(row, joined.act);
}

async function createUser(
  core: Core,
  { slug }: Provider,
  { name, email }: { name: string; email: string },
  joined: Moment,
): Promise<User> {
  const row = { id: newId(joined.ms), provider: slug, externalId: null, email, name };
  return await core.store.createUser({ ...row, passwordHash: null, createdAt: joined.seconds }, joined.act);
}
