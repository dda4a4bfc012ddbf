/** The way back: a sentence as it travelled or was stored, in the reader's language. Rows of earlier versions are read, too. */
import { en } from './en.ts';
import { fill, partsOf, type Catalogue, type SentenceName } from './say.ts';

interface Reading {
  name: SentenceName;
  values: Readonly<Record<string, string>>;
}

/** Sentences within sentences; what strangers send is read no deeper. */
const DEEPEST = 4;

const wordsOf = (parts: readonly string[]): number =>
  parts.reduce((sum, part, i) => sum + (i % 2 === 0 ? part.length : 0), 0);

/** The one with the most words of its own comes first. */
const TEMPLATES = Object.entries(en)
  .map(([name, template]) => ({ name: name as SentenceName, parts: partsOf(template) }))
  .toSorted((a, b) => wordsOf(b.parts) - wordsOf(a.parts));

/** Which sentence it is, and its values; null: none of ours. */
export function readSentence(text: string): Reading | null {
  for (const { name, parts } of TEMPLATES) {
    const values = match(parts, text);
    if (values !== null) return { name, values };
  }
  return null;
}

/** What is none of our sentences stays as it is. */
export function translate(text: string, catalogue: Catalogue, deepest = DEEPEST): string {
  const reading = deepest === 0 ? null : readSentence(text);
  if (reading === null) return text;
  const values = Object.entries(reading.values).map(([name, value]) => [
    name,
    translate(value, catalogue, deepest - 1),
  ]);
  return fill(catalogue[reading.name], Object.fromEntries(values) as Reading['values']);
}

/** By looking for one part after the other: time stays in proportion to the text, whoever wrote it. */
function match(parts: readonly string[], text: string): Reading['values'] | null {
  const last = parts.length - 1;
  if (last === 0) return text === parts[0] ? {} : null;
  const [begin = ''] = parts;
  const end = parts[last] ?? '';
  const stop = text.length - end.length;
  if (!text.startsWith(begin) || !text.endsWith(end) || stop < begin.length) return null;
  const values: Record<string, string> = {};
  let at = begin.length;
  for (let i = 1; i < last; i += 2) {
    const next = i + 1 === last ? stop : text.indexOf(parts[i + 1]!, at);
    if (next < at || next > stop) return null;
    values[parts[i]!] = text.slice(at, next);
    at = next + parts[i + 1]!.length;
  }
  return values;
}
