/** Texts in five languages: one file per section and language, loaded when needed. `shell` belongs to every screen. */
import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalogue } from '@valetkey/protocol';
import { FIRST_SCREENS } from './first-screens.ts';
import { provider, remember } from './page.ts';

export const LANGUAGES = {
  en: 'English',
  nl: 'Nederlands',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
} as const;
export type Language = keyof typeof LANGUAGES;

type TextFile = { readonly texts: ResourceKey };
const FILES = import.meta.glob<TextFile>(['../locales/*.ts', '../sections/*/locales/*.ts']);

/** What the server says when it refuses: the catalogues it speaks from itself. */
const SENTENCES: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: async () => (await import('@valetkey/protocol/sentences/en')).en,
  nl: async () => (await import('@valetkey/protocol/sentences/nl')).nl,
  de: async () => (await import('@valetkey/protocol/sentences/de')).de,
  fr: async () => (await import('@valetkey/protocol/sentences/fr')).fr,
  es: async () => (await import('@valetkey/protocol/sentences/es')).es,
};

async function readTexts(language: string, section: string): Promise<ResourceKey> {
  if (section === 'sentences') return { ...(await SENTENCES[language]!()) };
  const folder = section === 'shell' ? '..' : `../sections/${section}`;
  return (await FILES[`${folder}/locales/${language}.ts`]!()).texts;
}

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, section, done) => {
    readTexts(language, section).then(
      texts => done(null, texts),
      (error: Error) => done(error, null),
    );
  },
};

/** Also those of the first screen's section: it is drawn at once. */
export async function startTexts(): Promise<void> {
  const sectionHere = FIRST_SCREENS[location.pathname.slice(provider.base.length)]?.section;
  i18next.on('languageChanged', language => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: provider.locale,
      fallbackLng: 'en',
      supportedLngs: Object.keys(LANGUAGES),
      ns: sectionHere === undefined ? ['shell'] : ['shell', sectionHere],
      defaultNS: 'shell',
      // A section finds the texts of every screen, too.
      fallbackNS: 'shell',
      // Keys are flat: 'state.home' is one name.
      keySeparator: false,
      nsSeparator: false,
      // React escapes what it renders.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  remember('language', language);
  await i18next.changeLanguage(language);
}
