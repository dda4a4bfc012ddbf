/** Sentences by name: whoever refuses names one, so that it can be read in every language. English is what travels and what is stored. */
import { en } from './en.ts';

export type SentenceName = keyof typeof en;
/** The sentences in one language. That the placeholders agree is tested. */
export type Catalogue = Readonly<Record<SentenceName, string>>;

declare const said: unique symbol;
/** A text that {@link say} made. */
export type Sentence = string & { readonly [said]: true };

type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;
type Values = Readonly<Record<string, string | number>>;
/** Nothing where the sentence has no placeholder, else one value for each. */
type ValuesOf<Name extends SentenceName> = [PlaceholderOf<(typeof en)[Name]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderOf<(typeof en)[Name]>, string | number>>];

export function say<Name extends SentenceName>(name: Name, ...[values]: ValuesOf<Name>): Sentence {
  return (values === undefined ? en[name] : fill(en[name], values)) as Sentence;
}

/** What another program said, as it said it: nobody can translate that. */
export function quote(text: string): Sentence {
  return text as Sentence;
}

/** A value that looks like a placeholder is never read as one. */
export function fill(template: string, values: Values): string {
  return partsOf(template)
    .map((part, i) => (i % 2 === 0 ? part : String(values[part] ?? '')))
    .join('');
}

/** Words at even places, names of placeholders at odd ones. */
export function partsOf(template: string): string[] {
  return template.split(/\{(\w+)\}/);
}
