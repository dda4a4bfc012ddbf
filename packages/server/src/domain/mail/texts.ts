/** The words of mails, in the five languages of the console. */
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';
import { nl } from './locales/nl.ts';

type English = typeof en;
export type MailText = keyof English;
export type MailTexts = Readonly<Record<MailText, string>>;
/** What a mail can be about. */
export type MailKind = MailText extends infer Key
  ? Key extends `${infer Kind}.subject`
    ? Kind
    : never
  : never;

export const MAIL_TEXTS = { en, nl, de, fr, es } as const satisfies Record<string, MailTexts>;
export type MailLocale = keyof typeof MAIL_TEXTS;

export function isMailLocale(tag: string): tag is MailLocale {
  return Object.hasOwn(MAIL_TEXTS, tag);
}

/** A value that looks like a placeholder is never read as one. */
export function mailText(
  locale: MailLocale,
  key: MailText,
  values: Readonly<Record<string, string>> = {},
): string {
  return MAIL_TEXTS[locale][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
