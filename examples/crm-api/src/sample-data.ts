/** People and companies of an account, invented from its id: the same ones at every start, and enough to draw charts of. */
import { createHash } from 'node:crypto';

export interface Company {
  id: string;
  name: string;
  city: string;
  sector: string;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  city: string | null;
  age: number | null;
  interests: string[];
  subscribed: boolean;
  /** Date of the last mailing this person opened. */
  last_opened: string | null;
  company_id: string | null;
}

const GIVEN = (
  'Anna Bram Chloé Daan Eva Finn Fatima Guus Hanna Ivo Jasmijn Kees Lena Milan Noor Olaf Priya Quinten Roos ' +
  'Sem Tess Umar Vera Wout Yara Zeno Isabel Luca Mei Sofia'
).split(' ');
const FAMILY = (
  'de Vries|Jansen|Bakker|Visser|Smit|Meijer|de Boer|Mulder|Bos|Peeters|Janssens|Maes|Claes|Wouters|Müller|' +
  'Schmidt|Weber|Dubois|Laurent|García|Rossi|Nowak|Yılmaz|El Amrani|Okafor|Singh'
).split('|');
/** Repeated names are the frequent ones. */
const CITIES =
  'Amsterdam Amsterdam Amsterdam Rotterdam Rotterdam Utrecht Utrecht Haarlem Eindhoven Groningen Antwerpen Gent Brussel Berlin Paris'.split(
    ' ',
  );
const INTERESTS =
  'cycling cycling cooking cooking music music travel football gardening photography chess theatre'.split(
    ' ',
  );
const COMPANY_FIRST =
  'Noord Blauw Linde Haven Kompas Zilver Delta Atlas Molen Ster Anker Brug Oever Toren Vlinder'.split(' ');
const COMPANY_LAST = 'Logistics Software Foods Design Energy Travel Media'.split(' ');
const SECTORS = 'transport technology food design energy tourism media'.split(' ');

const PEOPLE = 120;
const COMPANIES = 15;
const DAY_MS = 86_400_000;
/** The day the sample was taken: a fixed one, so that it is the same on every machine. */
const TAKEN_MS = Date.UTC(2026, 8, 1);

/** @param accountKey provider and account, so that no two accounts show the same people */
export function sampleAccount(accountKey: string): { people: Person[]; companies: Company[] } {
  const random = seededRandom(accountKey);
  const companies = Array.from({ length: COMPANIES }, (_, i) => sampleCompany(i, random));
  const people = Array.from({ length: PEOPLE }, (_, i) => samplePerson(i, random, companies));
  return { people, companies };
}

function sampleCompany(i: number, random: Random): Company {
  const kind = random.below(COMPANY_LAST.length);
  return {
    id: `c${i + 1}`,
    name: `${COMPANY_FIRST[i]} ${COMPANY_LAST[kind]}`,
    city: random.pick(CITIES),
    sector: SECTORS[kind]!,
  };
}

function samplePerson(i: number, random: Random, companies: readonly Company[]): Person {
  const given = random.pick(GIVEN);
  const family = random.pick(FAMILY);
  const subscribed = random.below(10) < 7;
  return {
    id: `p${i + 1}`,
    name: `${given} ${family}`,
    email: `${toAscii(given)}.${toAscii(family)}${i + 1}@example.com`,
    city: random.pick(CITIES),
    // The sum of three dice: most are in the middle, as people are.
    age: 18 + random.below(21) + random.below(21) + random.below(21),
    interests: sampleInterests(random),
    subscribed,
    last_opened: subscribed || random.below(2) === 0 ? sampleDate(random) : null,
    company_id: random.below(4) === 0 ? null : random.pick(companies).id,
  };
}

function sampleInterests(random: Random): string[] {
  const wanted = 1 + random.below(3);
  return [...new Set(Array.from({ length: wanted }, () => random.pick(INTERESTS)))];
}

/** Within three years, the recent ones more often. */
function sampleDate(random: Random): string {
  const days = Math.floor((random.below(1095) * random.below(1000)) / 1000);
  return new Date(TAKEN_MS - days * DAY_MS).toISOString().slice(0, 10);
}

function toAscii(name: string): string {
  const plain = name.normalize('NFD').replace(/ı/g, 'i').toLowerCase();
  return plain.replace(/[^a-z]/g, '');
}

interface Random {
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** Bytes of SHA-256 in counter mode: nothing here is secret, it only has to be the same everywhere. */
function seededRandom(seed: string): Random {
  let counter = 0;
  const below = (limit: number) => {
    const digest = createHash('sha256').update(`${seed}:${counter++}`).digest();
    return digest.readUInt32BE(0) % limit;
  };
  return { below, pick: items => items[below(items.length)]! };
}
