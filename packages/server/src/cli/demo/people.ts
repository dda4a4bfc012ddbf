/** The demo's people, the same at every provider: Ada with two accounts, so that she has to pick one, Ben with one, Olga of the provider's staff, and the developer of the third-party app. */
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { newId } from '../../domain/ids.ts';
import type { Account, Membership, User } from '../../store/rows.ts';
import { operatorAct } from '../operator.ts';
import { DEMO_SLUGS, type DemoSlug } from './state.ts';

export const ADA = 'ada@example.com';
const BEN = 'ben@example.com';
export const OLGA = 'olga@example.com';
/** Of the app that the demo runs. */
export const DEVELOPER = 'dev@analyzer.example';
export const ACME = 'Acme';
const GLOBEX = 'Globex';
export const TRIAL = 'Trial Inc';
const ACCOUNTS = [ACME, GLOBEX, TRIAL] as const;

interface DemoPerson {
  email: string;
  name: string;
  accounts: Partial<Record<(typeof ACCOUNTS)[number], Membership['role']>>;
}

/** For people who read the terminal. */
export const PEOPLE_LINES = [
  `${ADA}  administrator of ${ACME}, member of ${GLOBEX} (she picks an account)`,
  `${BEN}  member of ${ACME}`,
  `${DEVELOPER}  the developer of Database Analyzer (Developer Settings in the console)`,
  `${OLGA}  of the provider’s staff (she sees Operation in the console)`,
];

function peopleOf(slug: DemoSlug): DemoPerson[] {
  return [
    {
      email: ADA,
      name: 'Ada Lovelace',
      accounts: {
        [ACME]: 'administrator',
        [GLOBEX]: 'member',
        // R2: an account whose plan has no API access cannot be chosen, and the picker says why.
        ...(slug === 'copyai' ? { [TRIAL]: 'administrator' } : {}),
      },
    },
    { email: BEN, name: 'Ben Carter', accounts: { [ACME]: 'member' } },
    { email: DEVELOPER, name: 'Devi Patel', accounts: {} },
    { email: OLGA, name: 'Olga Operator', accounts: {} },
  ];
}

/** Finds or creates them; `changed`: the password is another one than at the last start. */
export async function seedPeople(core: Core, password: string, changed: boolean): Promise<void> {
  // One hash for all: the demo has one password, and argon2id takes its time.
  const hash = await core.passwords.hash(password);
  for (const slug of DEMO_SLUGS)
    for (const person of peopleOf(slug)) await seedPerson(core, slug, person, hash, changed);
}

async function seedPerson(
  core: Core,
  slug: DemoSlug,
  person: DemoPerson,
  hash: string,
  changed: boolean,
): Promise<void> {
  const user = await core.store.findUserByEmail(slug, person.email);
  const { id } = user ?? (await createUser(core, slug, person, hash));
  if (user && changed) await core.store.setPasswordHash(id, hash, operatorAct(core));
  const present = new Set((await core.store.listMemberships(id)).map(({ account }) => account.name));
  for (const [name, role] of Object.entries(person.accounts)) {
    if (present.has(name)) continue;
    const account = await seedAccount(core, slug, name);
    await core.store.putMember(account.id, id, role, operatorAct(core));
  }
}

async function createUser(core: Core, slug: DemoSlug, person: DemoPerson, hash: string): Promise<User> {
  const { email, name } = person;
  const row = { ...newRow(core, slug), email, name, passwordHash: hash };
  return await core.store.createUser(row, operatorAct(core));
}

async function seedAccount(core: Core, slug: DemoSlug, name: string): Promise<Account> {
  const plan = slug === 'copyai' && name !== TRIAL ? 'enterprise' : null;
  return (
    (await core.store.findAccountByName(slug, name)) ??
    (await core.store.createAccount({ ...newRow(core, slug), name, plan }, operatorAct(core)))
  );
}

function newRow(
  core: Core,
  slug: DemoSlug,
): { id: string; provider: string; externalId: null; createdAt: number } {
  return {
    id: newId(core.clock.nowMs()),
    provider: slug,
    externalId: null,
    createdAt: nowSeconds(core.clock),
  };
}
