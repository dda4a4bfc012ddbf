/** The consent page for an app that is still being written (screen 12): the page itself, with what was typed so far. */
import type { PageLocale } from '@valetkey/protocol';
import type { Provider } from '../domain/providers.ts';
import { renderConsent } from './consent.ts';
import { frameOf } from './frame-of.ts';
import { describeConsent } from './interaction/consent-model.ts';
import type { AppOnPage } from './models.ts';
import { text } from './texts.ts';

export interface ConsentDraft extends Pick<
  AppOnPage,
  'name' | 'description' | 'publisher' | 'logo' | 'homepageUrl' | 'privacyUrl' | 'termsUrl'
> {
  redirectUri: string;
  scopes: readonly string[];
  refresh: boolean;
  verified: boolean;
  locale: PageLocale;
  nonce: string;
}

/** Where nothing was typed yet. */
const NOWHERE = 'https://';

export function previewConsent(
  provider: Provider,
  draft: ConsentDraft,
  person: { name: string; email: string },
): string {
  const { scopes, redirectUri, refresh, verified, locale, nonce, ...shown } = draft;
  const frame = frameOf(provider, { locale, nonce, requestId: '' });
  return renderConsent(frame, {
    form: { action: '', hidden: {} },
    app: {
      ...shown,
      name: shown.name.trim() || '…',
      standing: verified ? 'verified' : 'unverified',
      logo: shown.logo,
    },
    ...describeConsent(provider, {
      scopes: scopes.filter(name => provider.scopes.has(name)),
      redirectUri: redirectUri.trim() || NOWHERE,
      locale,
      refreshes: refresh,
      person,
      account: text(locale, 'preview.account'),
      severalAccounts: false,
      granted: new Set(),
    }),
  });
}
