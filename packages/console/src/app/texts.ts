/** Texts in five languages: one file per section and language, loaded when needed. `shell` belongs to every screen. */
import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { provider } from './page.ts';

export const LANGUAGES = {
  en: 'English',
  nl: 'Nederlands',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
} as const;
export type Language = keyof typeof LANGUAGES;

const STORED = 'valetkey-language';
type TextFile = { readonly texts: ResourceKey };
const FILES = import.meta.glob<TextFile>(['../locales/*.ts', '../sections/*/locales/*.ts']);

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, section, done) => {
    const folder = section === 'shell' ? '..' : `../sections/${section}`;
    FILES[`${folder}/locales/${language}.ts`]!().then(
      ({ texts }) => done(null, texts),
      (error: Error) => done(error, null),
    );
  },
};

export async function startTexts(): Promise<void> {
  i18next.on('languageChanged', language => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: chosenLanguage(),
      fallbackLng: 'en',
      supportedLngs: Object.keys(LANGUAGES),
      ns: ['shell'],
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
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
}

function chosenLanguage(): string {
  const wanted = [
    localStorage.getItem(STORED),
    ...navigator.languages.map(tag => tag.slice(0, 2)),
    provider.locale,
  ];
  return wanted.find(tag => tag !== null && tag in LANGUAGES) ?? 'en';
}
