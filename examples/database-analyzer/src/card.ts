/** A provider's card: the button that starts the flow, or what was read over the connection, and what state it is in. */
import type { Connection } from '@valetkey/client';
import { renderChart } from './chart.ts';
import type { ProviderSettings } from './config.ts';
import { html, type Markup } from './html.ts';
import { scopeMissing, takenBack, type Notice } from './notices.ts';
import type { Reading } from './read-database.ts';
import type { Session } from './sessions.ts';
import type { Visit } from './visits.ts';

/** Whoever looks at the page. */
export interface Visitor extends Session, Visit {
  connections: readonly Connection[];
}

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

/** Every token is behind the client: this is all that an app can print. */
function renderConnection(connection: Connection): Markup {
  return html`<details>
    <summary>The connection, as this app sees it</summary>
    <pre><code>${JSON.stringify(connection, null, 2)}</code></pre>
  </details>`;
}

function renderConnected(connection: Connection, { readings, formToken }: Visitor): Markup {
  const { id, provider, canRefresh } = connection;
  const reading = readings.get(id);
  return html`${
      reading === undefined
        ? html`<p class="quiet">Nothing read since we started.</p>`
        : renderReading(reading)
    }
    ${renderConnection(connection)}
    <div class="buttons">
      ${renderForm('read', provider, formToken, 'Read again', 'plain')}
      ${canRefresh && renderForm('refresh', provider, formToken, 'Refresh token', 'plain')}
      ${connection.reason === 'scope_missing' && renderConnectAgain(provider)}
      ${renderForm('disconnect', provider, formToken, 'Disconnect', 'ending')}
    </div>`;
}

function renderEnded(connection: Connection, { formToken }: Visitor): Markup {
  return html`${renderConnection(connection)}
    <div class="buttons">
      ${renderConnectAgain(connection.provider)}
      ${renderForm('disconnect', connection.provider, formToken, 'Disconnect', 'ending')}
    </div>`;
}

function renderConnectAgain(slug: string): Markup {
  return html`<a class="button" href="/connect/${slug}" aria-describedby="title-${slug}">Connect again</a>`;
}

function renderUnconnected({ slug, title, scopes }: ProviderSettings, notice: Notice | undefined): Markup {
  const asks = scopes.map((scope, i) => html`${i > 0 && ', '}<code>${scope}</code>`);
  const words =
    notice?.state === 'disconnected' ? 'Connect again' : 'Click here to analyze your own database';
  return html`<p class="quiet">
      ${scopes.length > 0 ? html`We ask for ${asks}.` : html`${title} knows no scopes: a yes opens its whole API.`}
    </p>
    <p class="start">
      <a class="button" href="/connect/${slug}" aria-describedby="title-${slug}">${words}</a>
    </p>`;
}

/** A missing scope leaves the rest working. */
function isEnded({ state, reason }: Connection): boolean {
  return state === 'needs_reconnect' && reason !== 'scope_missing';
}

function renderState(connection: Connection | undefined, notice: Notice | undefined): Markup | null {
  if (connection === undefined)
    return notice?.state === 'disconnected' ? html`<span class="state ended">Disconnected</span>` : null;
  return isEnded(connection)
    ? html`<span class="state ended">Needs reconnecting</span>`
    : html`<span class="state">✓ Connected${connection.state === 'needs_reconnect' && ' in part'}</span>`;
}

function noticeOf(connection: Connection | undefined, title: string): Notice | undefined {
  if (connection?.state !== 'needs_reconnect') return undefined;
  return isEnded(connection) ? takenBack(title, connection.reason ?? '') : scopeMissing(title);
}

export function renderCard(provider: ProviderSettings, visitor: Visitor | null): Markup {
  const { slug, title, issuer } = provider;
  const connection = visitor?.connections.findLast(one => one.provider === slug);
  const notice = visitor?.notices.get(slug) ?? noticeOf(connection, title);
  const isOpen = connection !== undefined && !isEnded(connection);
  return html`<section class="card ${isOpen && 'connected'}" id="${slug}" aria-labelledby="title-${slug}">
    <header>
      <div>
        <h2 id="title-${slug}">${title}</h2>
        <p class="quiet host">${new URL(issuer).host}</p>
      </div>
      ${renderState(connection, notice)}
    </header>
    ${renderNotice(notice)}
    ${
      visitor === null || connection === undefined
        ? renderUnconnected(provider, notice)
        : isOpen
          ? renderConnected(connection, visitor)
          : renderEnded(connection, visitor)
    }
  </section>`;
}
