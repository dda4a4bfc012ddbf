/** One thing of each kind that a route can be about, of a person none of the sweep's callers has to do with. */
import { createPerson, type TestServer } from '../fixtures.ts';

/** By the `kind` of the route's `owned`: the ids its path takes. */
export async function makeForeignThings(
  server: TestServer,
  slug: string,
): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const { accounts } = await createPerson(server, slug, {
    email: 'stranger@example.com',
    name: 'Stranger',
    accounts: [{ name: 'Elsewhere', role: 'administrator' }],
  });
  return { 'administered account': { accountId: accounts[0]!.id } };
}
