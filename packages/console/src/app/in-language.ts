/** Words that the company wrote itself: in the reader's language where it did, else in English. */
import type { Language } from './texts.ts';

export function inLanguage(
  words: { en: string } & { [Other in Language]?: string | undefined },
  language: string,
): string {
  return words[language as Language] ?? words.en;
}
