/** Users and accounts, as a directory or as the company's login tells them. */
import { z } from 'zod';
import type { User } from '../store/rows.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';
import type { Provider } from './providers.ts';

/** NFKC first, so that look-alike spellings of one address are one address (S-K10). */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/** Named in the configuration, so that nobody becomes staff by a row in the database. */
export function isOperator(provider: Provider, user: User): boolean {
  return provider.config.operators?.some(email => normaliseEmail(email) === user.email) ?? false;
}

const externalId = z.string().min(1).max(128);
const name = z.string().trim().min(1).max(128);

/** Body of `POST {issuer}/login-requests/{id}`: who signed in, and the accounts they may open; or why not. */
export const loginAnswerSchema = z.union([
  z.strictObject({
    user: z.strictObject({ id: externalId, email: z.email().max(254), name }),
    accounts: z
      .array(
        z.strictObject({
          id: externalId,
          name,
          role: z.enum(['member', 'administrator']),
          plan: z.string().max(64).nullish(),
        }),
      )
      .max(200),
  }),
  z.strictObject({ error: z.enum(['access_denied']) }),
]);

export type LoginAnswer = z.infer<typeof loginAnswerSchema>;

/** Memberships become exactly those the company named: who lost one loses its connections (S-O6). */
export async function storePerson(
  core: Core,
  provider: Provider,
  person: Exclude<LoginAnswer, { error: string }>,
): Promise<User> {
  const nowMs = core.clock.nowMs();
  return await core.store.upsertPerson(
    {
      provider: provider.slug,
      user: {
        newId: newId(nowMs),
        externalId: person.user.id,
        email: normaliseEmail(person.user.email),
        name: person.user.name,
      },
      accounts: person.accounts.map(a => ({
        newId: newId(nowMs),
        externalId: a.id,
        name: a.name,
        role: a.role,
        plan: a.plan,
      })),
    },
    { now: nowSeconds(core.clock), actor: 'system' },
  );
}
