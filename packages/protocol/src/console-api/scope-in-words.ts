/** What several areas say about scopes. */
import { object, oneOf, optional, text } from './schema.ts';

/** A scope of the provider, in plain words. */
export const scopeInWords = object({
  name: text(),
  title: object({
    en: text(),
    nl: optional(text()),
    de: optional(text()),
    fr: optional(text()),
    es: optional(text()),
  }),
  access: oneOf('read', 'change'),
});
