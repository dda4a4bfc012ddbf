/** What several areas say about scopes. */
import { object, oneOf, optional, text } from './schema.ts';

/** What the company wrote, in the languages it wrote it in. */
export const companyWords = object({
  en: text(),
  nl: optional(text()),
  de: optional(text()),
  fr: optional(text()),
  es: optional(text()),
});

/** A scope of the provider, in plain words. */
export const scopeInWords = object({
  name: text(),
  title: companyWords,
  access: oneOf('read', 'change'),
});
