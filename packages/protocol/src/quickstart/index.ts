/** `@valetkey/protocol/quickstart`: programs in ten languages, filled in with an app's own values. Pure: console, command and docs write the same. */
import { csharp } from './languages/csharp.ts';
import { curl } from './languages/curl.ts';
import { go } from './languages/go.ts';
import { java, POM } from './languages/java.ts';
import { node } from './languages/node.ts';
import { omniauth } from './languages/omniauth.ts';
import { php } from './languages/php.ts';
import { python } from './languages/python.ts';
import { ruby } from './languages/ruby.ts';
import { swift } from './languages/swift.ts';
import { valetkeyClient } from './languages/valetkey-client.ts';
import type { QuickstartApp } from './quickstart-app.ts';
import type { Quickstart, QuickstartFile, QuickstartLanguage } from './quickstart.ts';

export * from './notes.ts';
export { POM };
export { QUICKSTART_LANGUAGES } from './quickstart.ts';
export type { Quickstart, QuickstartApp, QuickstartFile, QuickstartLanguage };

export const quickstarts: Readonly<Record<QuickstartLanguage, Quickstart>> = {
  curl,
  python,
  node,
  'valetkey-client': valetkeyClient,
  java,
  ruby,
  omniauth,
  php,
  csharp,
  go,
  swift,
};

/** A public app runs where its user is, without a server of its own: only these are for it. */
const FOR_PUBLIC_APPS: readonly QuickstartLanguage[] = ['curl', 'swift'];

export function quickstartsFor({ isPublic }: Pick<QuickstartApp, 'isPublic'>): readonly Quickstart[] {
  return Object.values(quickstarts).filter(({ language }) => !isPublic || FOR_PUBLIC_APPS.includes(language));
}
