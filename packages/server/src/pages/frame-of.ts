/** Builds the frame of a page from its provider. */
import { PAGE_LOCALES, type PageLocale } from '@valetkey/protocol';
import type { Provider } from '../domain/providers.ts';
import type { AppOnPage, PageFrame } from './models.ts';
import type { App } from '../store/rows.ts';

/** `here`: the page's own address, where it can be read again in another language. */
export function frameOf(
  provider: Provider,
  options: { locale: PageLocale; nonce: string; requestId: string; here?: string },
): PageFrame {
  const { branding } = provider.config;
  return {
    provider: {
      name: provider.name,
      logo: branding?.logo ?? null,
      accent: branding?.accent ?? null,
      privacyUrl: branding?.privacyUrl ?? null,
      termsUrl: branding?.termsUrl ?? null,
      supportUrl: branding?.supportUrl ?? null,
      settingsPath: provider.profile.words.settingsPath,
      settingsHref: `${provider.issuer}/console/settings/integrations`,
      clientIdWord: provider.profile.words.clientId,
      notice: provider.profile.notice?.[options.locale] ?? provider.profile.notice?.en ?? null,
    },
    locale: options.locale,
    languages:
      options.here === undefined
        ? []
        : PAGE_LOCALES.filter(locale => locale !== options.locale).map(locale => ({
            locale,
            href: `${options.here}?ui_locales=${locale}`,
          })),
    nonce: options.nonce,
    requestId: options.requestId,
  };
}

export function appOnPage(app: App): AppOnPage {
  return {
    name: app.name,
    description: app.description,
    publisher: app.publisher,
    standing: app.status === 'draft' ? 'development' : app.verified ? 'verified' : 'unverified',
    logo: app.logo,
    homepageUrl: app.homepageUrl,
    privacyUrl: app.privacyUrl,
    termsUrl: app.termsUrl,
  };
}
