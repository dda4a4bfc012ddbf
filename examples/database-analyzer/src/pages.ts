/** The pages: the home with its cards, and the few messages that stand alone. No script anywhere. */
import { renderCard, type Visitor } from './card.ts';
import type { ProviderSettings } from './config.ts';
import { html, type Markup } from './html.ts';
import { style } from './style.ts';

const mark = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M5 20V13M12 20V4M19 20V9" />
</svg>`;

/** The mark once more, as a file of its own within the page: no request, nothing to cache. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4338ca"/>' +
    '<path d="M9 23v-6M16 23V9M23 23V13" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>',
)}`;

function renderPage(title: string, main: Markup, nonce: string): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="${icon}" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${style}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to main content</a>
        <header class="brand">
          <a href="/">${mark}<span>Database Analyzer</span></a>
        </header>
        <main id="main">${main}</main>
        <footer>
          <p>A demonstration of a third party's app. It is no part of the companies it connects to.</p>
        </footer>
      </body>
    </html>`;
}

export function renderHome(
  providers: readonly ProviderSettings[],
  visitor: Visitor | null,
  nonce: string,
): Markup {
  // What is connected comes first: it is what the visitor is here for.
  const rank = ({ slug }: ProviderSettings) =>
    visitor?.connections.some(({ provider }) => provider === slug) ? 0 : 1;
  const sorted = providers.toSorted((a, b) => rank(a) - rank(b));
  const main = html`<div class="opening">
      <h1>See who is in your database</h1>
      <p>
        Connect your account and we count, sort and draw. We only read, we never learn your password, and you
        can take access back at any time.
      </p>
    </div>
    <div class="cards">${sorted.map(provider => renderCard(provider, visitor))}</div>`;
  return renderPage('Database Analyzer', main, nonce);
}

const messages = {
  ignored: {
    title: 'We ignored this answer',
    text: 'It does not belong to a connection that you began here: its “state” is not one we gave to this browser, was used before, or is older than ten minutes. Somebody else may have sent you the link. Nothing was opened and nothing was changed.',
  },
  expired: {
    title: 'This page was too old',
    text: 'Your visit ended in the meantime, or the button was not pressed on our own page. Nothing was changed.',
  },
  missing: { title: 'There is no such page', text: 'The address may be old or mistyped.' },
  failed: {
    title: 'We could not answer this',
    text: 'The mistake is ours or the request was damaged. Nothing was changed; you can simply try again.',
  },
} as const;

/** `provider`: whose flow it was, so that it can be begun properly. */
export function renderMessage(
  kind: keyof typeof messages,
  provider: ProviderSettings | null,
  nonce: string,
): Markup {
  const { title, text } = messages[kind];
  const main = html`<section class="card alone">
    <h1>${title}</h1>
    <p>${text}</p>
    <p class="start">
      ${
        provider === null
          ? html`<a class="button" href="/">Back to the start</a>`
          : html`<a class="button" href="/connect/${provider.slug}">Begin again with ${provider.title}</a>
              <a class="second" href="/">Back to the start</a>`
      }
    </p>
  </section>`;
  return renderPage(`${title} · Database Analyzer`, main, nonce);
}
