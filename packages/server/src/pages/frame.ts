/** The frame around every hosted page: skip link, the provider's name, languages, notice, footer. A pure function of its input. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html, raw } from '../http/html.ts';
import { favicon, icon, mark } from './icons.ts';
import { externalHref, imageSource, ownHref } from './links.ts';
import type { PageFrame } from './models.ts';
import { styleSheet } from './style.ts';
import { LANGUAGE_NAMES, named, text } from './texts.ts';

/** What a page puts into the frame. `narrow`: for pages that hold a short form. */
export interface FramedPage {
  title: string;
  body: Html;
  narrow?: boolean;
}

/** A whole document. */
export function renderPage(frame: PageFrame, page: FramedPage): string {
  const { locale, nonce, provider } = frame;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <title>${page.title} · ${provider.name}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        ${favicon}
        <style nonce="${nonce}">
          ${raw(styleSheet(provider.accent))}
        </style>
      </head>
      <body${page.narrow === true && raw(' class="narrow"')}>
        <a class="skip" href="#main">${text(locale, 'page.skip')}</a>
        ${renderNotice(frame)}
        <header class="column top">${renderProvider(provider)} ${renderLanguages(frame)}</header>
        <main id="main" class="column" tabindex="-1">
          <div class="card">${page.body}</div>
        </main>
        <footer class="column bottom">
          ${renderProviderLinks(frame)}
          <p class="secured">${mark} ${text(locale, 'page.securedBy')}</p>
        </footer>
      </body>
    </html> `.text;
}

function renderProvider(provider: PageFrame['provider']): Html {
  const logo = imageSource(provider.logo);
  if (logo === null) return html`<p class="provider">${named(provider.name)}</p>`;
  return html`<p class="provider"><img src="${logo}" alt="${provider.name}" /></p>`;
}

function renderNotice({ locale, provider }: PageFrame): Html | null {
  if (provider.notice === null) return null;
  return html`<aside class="notice" aria-label="${text(locale, 'page.notice')}">
    <p class="column">${icon('warning')} <span>${provider.notice}</span></p>
  </aside>`;
}

function renderLanguages({ locale, languages }: PageFrame): Html | null {
  const links = languages.filter(language => language.locale !== locale && ownHref(language.href) !== null);
  if (links.length === 0) return null;
  return html`<nav class="languages" aria-label="${text(locale, 'page.languages')}">
    <span aria-current="true">${LANGUAGE_NAMES[locale]}</span>
    ${links.map(
      language =>
        html`<a href="${language.href}" lang="${language.locale}" hreflang="${language.locale}"
          >${LANGUAGE_NAMES[language.locale]}</a
        >`,
    )}
  </nav>`;
}

function renderProviderLinks({ locale, provider }: PageFrame): Html | null {
  const links = [
    renderNewTabLink(provider.privacyUrl, text(locale, 'page.privacy'), locale),
    renderNewTabLink(provider.termsUrl, text(locale, 'page.terms'), locale),
    renderNewTabLink(provider.supportUrl, text(locale, 'page.support'), locale),
  ].filter(link => link !== null);
  if (links.length === 0) return null;
  return html`<ul>
    ${links.map(link => html`<li>${link}</li>`)}
  </ul>`;
}

/** A link away from the page, in a tab of its own, so that a half-finished answer is not lost. Null unless https (S-N5). */
export function renderNewTabLink(address: string | null, word: string, locale: PageLocale): Html | null {
  const href = externalHref(address);
  if (href === null) return null;
  return html`<a href="${href}" target="_blank" rel="noopener noreferrer"
    >${word} <span class="unseen">${text(locale, 'page.newTab')}</span></a
  >`;
}
