/** Words of the hosted pages by language: keys and placeholders are types, so that a missing one does not compile. */
import type { PageLocale } from '@valetkey/protocol';
import { Html, html } from '../http/html.ts';
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';
import { nl } from './locales/nl.ts';

type English = typeof en;
export type TextKey = keyof English;
/** What every other language must have: all of the keys. That the placeholders agree is tested. */
export type Locale = Readonly<Record<TextKey, string>>;

type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;
/** Nothing where the text has no placeholder, else one value for each. */
type ValuesOf<Key extends TextKey, Value> = [PlaceholderOf<English[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderOf<English[Key]>, Value>>];

export const LOCALES: Readonly<Record<PageLocale, Locale>> = { en, nl, de, fr, es };

export const LANGUAGE_NAMES: Readonly<Record<PageLocale, string>> = {
  en: 'English',
  nl: 'Nederlands',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
};

const PLACEHOLDER = /\{(\w+)\}/;

/** The text with its values, as plain text: escape it by putting it into `html`. */
export function text<Key extends TextKey>(
  locale: PageLocale,
  key: Key,
  ...values: ValuesOf<Key, string>
): string {
  const given = (values[0] ?? {}) as Readonly<Record<string, string>>;
  return splitText(locale, key)
    .map((part, i) => (i % 2 === 0 ? part : (given[part] ?? '')))
    .join('');
}

/** The text with markup for values: our words and plain values are escaped, {@link Html} values are kept. */
export function richText<Key extends TextKey>(
  locale: PageLocale,
  key: Key,
  ...values: ValuesOf<Key, string | Html>
): Html {
  const given = (values[0] ?? {}) as Readonly<Record<string, string | Html>>;
  return html`${splitText(locale, key).map((part, i) => (i % 2 === 0 ? part : given[part]))}`;
}

/** Words at even places, names of placeholders at odd ones: a value that looks like a placeholder is never read as one. */
function splitText(locale: PageLocale, key: TextKey): string[] {
  return LOCALES[locale][key].split(PLACEHOLDER);
}

type PluralKey = TextKey extends infer Key ? (Key extends `${infer Stem}.other` ? Stem : never) : never;

/** The form of a text that fits a number: `{key}.one` or `{key}.other`, with `{count}` in it. */
export function pluralText(locale: PageLocale, key: PluralKey, count: number): string {
  const form = new Intl.PluralRules(locale).select(count) === 'one' ? 'one' : 'other';
  return text(locale, `${key}.${form}`, { count: new Intl.NumberFormat(locale).format(count) });
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "90 days", "1 hour": the largest unit of which there is at least one, rounded up. */
export function durationText(locale: PageLocale, seconds: number): string {
  const [unit, length] = UNITS.find(([, unitSeconds]) => seconds >= unitSeconds) ?? (['second', 1] as const);
  const amount = Math.max(1, Math.ceil(seconds / length));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}

/** "enterprise or business". */
export function alternativesText(locale: PageLocale, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(items);
}

/** A name that came from outside: isolated, so that its direction cannot turn our words around it (S-N1). */
export function named(name: string): Html {
  return html`<bdi>${name}</bdi>`;
}
