/** An office with a history: members, their apps and keys, an administrator, and somebody who asks for an app. */
import { newId } from '../../../packages/server/src/domain/ids.ts';
import { createApp, createPerson, type Directory } from '../../../packages/server/src/fixtures.ts';
import type { Account, User } from '../../../packages/server/src/store/rows.ts';

export const BOSS = 'bea@harbour.example';
export const MEMBER = 'milo@harbour.example';
const PEOPLE = ['Milo Novak', 'Ines Duarte', 'Tom Bakker', 'Yuki Sato', 'Lena Vogt'];
const APPS = [
  ['Ledger Sync', 'Ledger GmbH', true],
  ['Mail Merge Pro', 'Merge & Sons', false],
  ['Chart Room', 'Chart Room Inc', true],
] as const;
const DAY = 86_400;

interface Office {
  account: Account;
  members: readonly User[];
}

export async function openOffice(directory: Directory, slug: string): Promise<Office> {
  const { core } = directory;
  const boss = await createPerson(directory, slug, {
    email: BOSS,
    name: 'Bea Harbour',
    accounts: [{ name: 'Harbour Ltd', role: 'administrator' }],
  });
  const account = boss.accounts[0]!;
  const members: User[] = [];
  for (const name of PEOPLE) {
    const email = `${name.split(' ')[0]!.toLowerCase()}@harbour.example`;
    const { user } = await createPerson(directory, slug, {
      name,
      email,
      accounts: [{ name: account.name, account }],
    });
    members.push(user);
  }
  const apps = await Promise.all(
    APPS.map(async ([name, publisher, verified]) => {
      const { app } = await createApp(directory, slug, { name, publisher, verified });
      return verified
        ? app
        : (await core.store.setAppStatus(app.id, 'approved', { now: 1, actor: 'operator' }))!;
    }),
  );
  const now = Math.floor(core.clock.nowMs() / 1000);
  for (const [i, user] of members.entries())
    for (const [j, app] of apps.entries()) {
      if ((i + j) % 4 === 3) continue;
      const act = { now: now - (i * 31 + j * 12) * DAY, actor: `user:${user.id}` };
      const ids = { provider: slug, appId: app.id, userId: user.id, accountId: account.id };
      const scopes = app.scopes.slice(0, j + 1);
      await core.store.recordConsent({ ...ids, newId: newId(act.now * 1000), scopes, exact: false }, act);
    }
  await ask(directory, slug, account, members[1]!);
  return { account, members };
}

async function ask(directory: Directory, slug: string, account: Account, user: User): Promise<void> {
  const { app } = await createApp(directory, slug, { name: 'Route Planner', publisher: 'Planner BV' });
  const { core } = directory;
  const now = Math.floor(core.clock.nowMs() / 1000);
  await core.store.requestApproval(
    {
      id: newId(core.clock.nowMs()),
      provider: slug,
      accountId: account.id,
      appId: app.id,
      userId: user.id,
      message: 'I plan the deliveries with it every Monday, by hand until now.',
    },
    { now: now - 7200, actor: `user:${user.id}` },
  );
}
