/** Developer Settings → an app → Quickstart (screen 15): a program filled in with the app's own values. */
import { operation } from './operation.ts';
import { list, nullable, object, optional, text } from './schema.ts';

const line = text({ max: 4096 });

export const readQuickstart = operation({
  name: 'apps.quickstart',
  summary: 'A program that connects and calls the API, filled in with the app’s own values',
  method: 'GET',
  path: '/apps/:appId/quickstart',
  role: 'user',
  command: 'quickstart',
  query: object({
    /** Default: the first. */
    language: optional(text({ max: 32 })),
    redirectUri: optional(text({ max: 2048 })),
  }),
  answer: object({
    /** For such an app, in the order they are offered. */
    languages: list(object({ language: text(), title: text() })),
    redirectUris: list(text()),
    /** Null: the app has no redirect URI, and so nothing to begin with. */
    quickstart: nullable(
      object({
        redirectUri: text(),
        language: text(),
        title: text(),
        library: text(),
        /** A library that is no longer maintained, and what took its place. */
        dead: nullable(object({ name: text(), successor: text() })),
        install: list(line),
        run: list(line),
        files: list(object({ name: text(), text: text({ max: 32_768 }) })),
        /** Keys of texts: what to know of this company's OAuth. */
        notes: list(text()),
      }),
    ),
  }),
});
