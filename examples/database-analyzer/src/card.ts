/** A provider's card: the button that starts the flow, or what was read over the connection. */
import { renderChart } from './chart.ts';
import type { ProviderSettings } from './config.ts';
import { canRefresh, type Connection } from './connections.ts';
import { html, type Markup } from './html.ts';
import type { Notice } from './notices.ts';
import type { Reading } from './read-database.ts';
import type { Session } from './sessions.ts';
import { renderTokenResponse } from './token-view.ts';

const signs = { good: '✓', calm: 'i', problem: '!' } as const;

function renderNotice(notice: Notice | undefined): Markup | null {
  if (notice === undefined) return null;
  const { tone, title, text, refusal } = notice;
  return html`<div class="notice ${tone}" role="status">
    <p><span class="sign" aria-hidden="true">${signs[tone]}</span><strong>${title}.</strong> ${text}</p>
    ${
      refusal !== null &&
      html`<p class="refusal">
        <code>${refusal.code}</code>${refusal.status !== null && html` <small>(${refusal.status})</small>`}
        ${refusal.description}
      </p>`
    }
  </div>`;
}

function renderForm(path: string, slug: string, formToken: string, words: string, look: string): Markup {
  return html`<form method="post" action="/${path}/${slug}">
    <input type="hidden" name="form" value="${formToken}" /><button class="${look}">${words}</button>
  </form>`;
}

function renderFact(name: string, value: string | number | null): Markup | null {
  if (value === null) return null;
  return html`<div>
    <dt>${name}</dt>
    <dd class="${typeof value === 'number' && 'big'}">${value}</dd>
  </div>`;
}

function renderCalls({ calls }: Reading): Markup {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Call</th>
        <th scope="col">Answer</th>
      </tr>
    </thead>
    <tbody>
      ${calls.map(
        ({ path, refusal }) =>
          html`<tr>
            <td><code>GET ${path}</code></td>
            <td>${refusal === null ? 'read' : html`<code>${refusal.code}</code> ${refusal.description}`}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What was refused is not hidden. */
const openAttribute = html`open`;

function renderReading(reading: Reading): Markup {
  const time = reading.readAt.toISOString();
  return html`<dl class="facts">
      ${renderFact('Account', reading.account ?? 'not told')} ${renderFact('People', reading.people)}
      ${renderFact('Companies', reading.companies)} ${renderFact('Connected by', reading.user)}
    </dl>
    <div class="charts">${reading.charts.map(renderChart)}</div>
    <p class="quiet">
      Read at <time datetime="${time}">${time.slice(11, 19)} UTC</time>. Nothing was changed.
    </p>
    <details ${reading.people === null && openAttribute}>
      <summary>The calls behind it</summary>
      ${renderCalls(reading)}
    </details>`;
}

function renderConnected(slug: string, connection: Connection, formToken: string): Markup {
  return html`${connection.reading !== null && renderReading(connection.reading)}
    <details>
      <summary>The token response</summary>
      <pre><code>${renderTokenResponse(connection.token.token)}</code></pre>
    </details>
    <div class="buttons">
      ${renderForm('read', slug, formToken, 'Read again', 'plain')}
      ${canRefresh(connection) && renderForm('refresh', slug, formToken, 'Refresh token', 'plain')}
      ${renderForm('disconnect', slug, formToken, 'Disconnect', 'ending')}
    </div>`;
}

function renderUnconnected({ slug, title, scopes }: ProviderSettings, notice: Notice | undefined): Markup {
  const asks = scopes.map((scope, i) => html`${i > 0 && ', '}<code>${scope}</code>`);
  return html`<p class="quiet">
      ${scopes.length > 0 ? html`We ask for ${asks}.` : html`${title} knows no scopes: a yes opens its whole API.`}
    </p>
    <p class="start">
      <a class="button" href="/connect/${slug}" aria-describedby="title-${slug}"
        >${notice?.again === true ? 'Connect again' : 'Click here to analyze your own database'}</a
      >
    </p>`;
}

export function renderCard(provider: ProviderSettings, session: Session | null): Markup {
  const { slug, title, issuer } = provider;
  const notice = session?.notices.get(slug);
  const connection = session?.connections.get(slug);
  return html`<section
    class="card ${connection !== undefined && 'connected'}"
    id="${slug}"
    aria-labelledby="title-${slug}"
  >
    <header>
      <div>
        <h2 id="title-${slug}">${title}</h2>
        <p class="quiet host">${new URL(issuer).host}</p>
      </div>
      ${connection !== undefined && html`<span class="state">✓ Connected</span>`}
    </header>
    ${renderNotice(notice)}
    ${
      connection !== undefined && session
        ? renderConnected(slug, connection, session.formToken)
        : renderUnconnected(provider, notice)
    }
  </section>`;
}
