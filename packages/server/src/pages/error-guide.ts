/** `GET /{slug}/errors`: where `error_uri` leads. The table of error codes, for developers, in English as the codes are. */
import { ERROR_CODES } from '@valetkey/protocol';
import type { Provider } from '../domain/providers.ts';
import type { PageAnswer } from '../http/answer.ts';
import { html } from '../http/html.ts';
import type { Incoming } from '../http/incoming.ts';
import { frameOf } from './frame-of.ts';
import { renderPage } from './frame.ts';

export function showErrorGuide(provider: Provider, incoming: Incoming): PageAnswer {
  const entries = Object.entries(ERROR_CODES).map(
    ([code, { status, section, meaning, remedy }]) =>
      html`<section class="stack" aria-labelledby="${code}">
        <h2 id="${code}"><code>${code}</code></h2>
        <p>${meaning}</p>
        <p><strong>What to do:</strong> ${remedy}</p>
        <p class="small">Status ${status} · ${section}</p>
      </section>`,
  );
  const body = html`<div class="stack">
      <h1>Errors</h1>
      <p>
        Every answer carries a request id: your app’s request log is searched by it, and says what exactly
        went wrong.
      </p>
    </div>
    ${entries}`;
  return {
    kind: 'page',
    status: 200,
    html: nonce =>
      renderPage(frameOf(provider, { locale: 'en', nonce, requestId: incoming.requestId }), {
        title: 'Errors',
        body,
      }),
    formTargets: [],
    script: 'none',
  };
}
