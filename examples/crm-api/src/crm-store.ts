/** What the sample API holds: invented people per account, and those that apps added, in memory and bounded. */
import { sampleAccount } from './sample-data.ts';
import type { Company, Person } from './sample-data.ts';

/** Beyond that the account asked for longest ago is forgotten, with what was added to it. */
const MAX_ACCOUNTS = 500;
const MAX_PEOPLE = 500;

export type NewPerson = Pick<Person, 'name' | 'email'> & Partial<Person>;

export class CrmStore {
  readonly #accounts = new Map<string, { people: Person[]; companies: Company[] }>();

  findPeople(accountKey: string): readonly Person[] {
    return this.#get(accountKey).people;
  }

  findPerson(accountKey: string, id: string): Person | undefined {
    return this.#get(accountKey).people.find(person => person.id === id);
  }

  findCompanies(accountKey: string): readonly Company[] {
    return this.#get(accountKey).companies;
  }

  /** Null when the account is full. */
  createPerson(accountKey: string, given: NewPerson): Person | null {
    const { people } = this.#get(accountKey);
    if (people.length >= MAX_PEOPLE) return null;
    const person: Person = {
      id: `p${people.length + 1}`,
      name: given.name,
      email: given.email,
      city: given.city ?? null,
      age: given.age ?? null,
      interests: given.interests ?? [],
      subscribed: given.subscribed ?? false,
      last_opened: null,
      company_id: null,
    };
    people.push(person);
    return person;
  }

  #get(accountKey: string): { people: Person[]; companies: Company[] } {
    const known = this.#accounts.get(accountKey) ?? sampleAccount(accountKey);
    this.#accounts.delete(accountKey);
    this.#accounts.set(accountKey, known);
    if (this.#accounts.size > MAX_ACCOUNTS) this.#accounts.delete(this.#accounts.keys().next().value!);
    return known;
  }
}
