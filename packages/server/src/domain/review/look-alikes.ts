/**
 * Names that may be taken for other names (S-J5): those of other apps, of the provider and of companies everybody knows.
 * Names are compared by their skeleton (as in Unicode TS 39: what looks alike becomes the same letter), then by distance.
 */
import { SIMILAR_LETTERS } from './similar-letters.ts';

/** Names people trust without looking twice. */
const WELL_KNOWN = [
  'Adobe', 'Amazon', 'Apple', 'Atlassian', 'Dropbox', 'Facebook', 'GitHub', 'GitLab', 'Google', 'HubSpot', 'Instagram',
  'LinkedIn', 'Mailchimp', 'Microsoft', 'Notion', 'OpenAI', 'PayPal', 'Salesforce', 'Shopify', 'Slack', 'Stripe',
  'Valetkey', 'WhatsApp', 'Zapier', 'Zendesk', 'Zoom',
]; // prettier-ignore

export interface KnownName {
  kind: 'app' | 'provider' | 'well_known';
  name: string;
}

export interface LookAlike extends KnownName {
  /** `same`: nobody can tell them apart. `similar`: a letter or two differ. `contains`: the name stands in it as a word. */
  how: 'same' | 'similar' | 'contains';
}

/** What a reader sees, as lower-case Latin letters and digits where there is one that looks like it. */
export function skeletonOf(name: string): string {
  const letters = [...name.normalize('NFKD').toLowerCase().normalize('NFKD')];
  return letters
    .filter(letter => /[\p{L}\p{N}]/u.test(letter))
    .map(letter => SIMILAR_LETTERS.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Letters of two of these scripts in one word are there to deceive. */
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];

export function hasMixedScripts(name: string): boolean {
  return name.split(/\s+/).some(word => SCRIPTS.filter(script => script.test(word)).length > 1);
}

/** @param known of the provider: its own name and those of its other apps */
export function findLookAlikes(name: string, known: readonly KnownName[]): LookAlike[] {
  const all = [...known, ...WELL_KNOWN.map(wellKnown => ({ kind: 'well_known', name: wellKnown }) as const)];
  const skeleton = skeletonOf(name);
  const words = name.split(/[\s\-_.:/|]+/).map(skeletonOf);
  return all.flatMap(one => {
    const how = compare(skeleton, words, one);
    return how === null ? [] : [{ ...one, how }];
  });
}

function compare(
  skeleton: string,
  words: readonly string[],
  { kind, name }: KnownName,
): LookAlike['how'] | null {
  const other = skeletonOf(name);
  if (other === '') return null;
  if (skeleton === other) return 'same';
  // Two apps may share a word; a company's name in another one's speaks for the company.
  if (kind !== 'app' && hasWords(words, name.split(/\s+/).map(skeletonOf))) return 'contains';
  return isNear(skeleton, other) ? 'similar' : null;
}

function hasWords(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((_, at) => wanted.every((word, i) => words[at + i] === word));
}

/** Short names differ in a letter all the time. */
function isNear(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  const allowed = length >= 10 ? 2 : length >= 5 ? 1 : 0;
  return allowed > 0 && Math.abs(a.length - b.length) <= allowed && distance(a, b) <= allowed;
}

/** Insertions, deletions, replacements, and two neighbours that changed places. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
