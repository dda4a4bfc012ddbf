/** The error page (R25, S-N5): the user's words first, then the developer's, with the request id to copy. It never redirects. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html } from '../http/html.ts';
import { renderPage } from './frame.ts';
import { icon } from './icons.ts';
import { appHref, ownHref } from './links.ts';
import type { ErrorModel, PageFrame } from './models.ts';
import { sentenceText } from './sentences.ts';
import { LOCALES, type TextKey, durationText, named, richText, text } from './texts.ts';

export function renderError(frame: PageFrame, model: ErrorModel): string {
  const { locale } = frame;
  const title = text(locale, `error.${model.key}.title`);
  return renderPage(frame, {
    title,
    body: html`
      <div class="stack">
        <h1>${title}</h1>
        <p>${renderUserText(frame, model)}</p>
      </div>
      ${renderWaysOn(model, locale)} ${renderDeveloper(frame, model)}
    `,
  });
}

function renderUserText(frame: PageFrame, model: ErrorModel): Html {
  const { locale } = frame;
  return richText(locale, `error.${model.key}.user`, {
    app: model.app === null ? text(locale, 'error.someApp') : html`<strong>${named(model.app.name)}</strong>`,
    provider: named(frame.provider.name),
    wait: waitText(model, locale),
  });
}

function waitText({ values }: ErrorModel, locale: PageLocale): string {
  const seconds = Number(values.retryAfterSeconds);
  return seconds > 0 && Number.isFinite(seconds)
    ? durationText(locale, seconds)
    : text(locale, 'error.fewMinutes');
}

/** Going on is the user's choice: a page that redirects by itself would be an open redirector (S-A20). */
function renderWaysOn(model: ErrorModel, locale: PageLocale): Html | null {
  const retry = ownHref(model.retryHref);
  const back = model.wayBack !== null && appHref(model.wayBack.href) !== null ? model.wayBack : null;
  if (retry === null && back === null) return null;
  return html`<div class="actions">
    ${retry !== null && html`<a class="button yes" href="${retry}">${text(locale, 'error.startAgain')}</a>`}
    ${
      back !== null &&
      html`<a class="button quiet" href="${back.href}" rel="noreferrer"
          ><span>${richText(locale, 'error.wayBack', { host: named(back.host) })}</span></a
        >
        <p class="small">${text(locale, 'error.wayBack.means')}</p>`
    }
  </div>`;
}

function renderDeveloper(frame: PageFrame, model: ErrorModel): Html {
  const { locale } = frame;
  const reason = reasonText(model, locale);
  return html`<section class="developer" aria-labelledby="developer">
    <h2 id="developer">${text(locale, 'error.developer')}</h2>
    <p>${text(locale, `error.${model.key}.developer`)}</p>
    ${reason !== null && html`<p class="callout">${icon('warning')} <span>${reason}</span></p>`}
    ${
      model.code !== null &&
      html`<figure class="stack">
        <figcaption class="small">${text(locale, 'error.code')}</figcaption>
        <pre><code>${model.code}</code></pre>
      </figure>`
    }
    <dl>
      ${
        model.detail !== null &&
        renderTerm(text(locale, 'error.detail'), named(sentenceText(locale, model.detail)))
      }
      ${model.app !== null && renderTerm(text(locale, 'error.app'), named(model.app.name))}
      ${
        model.app !== null &&
        renderTerm(frame.provider.clientIdWord, html`<code>${model.app.clientId}</code>`)
      }
      ${renderTerm(
        text(locale, 'error.requestId'),
        html`<code>${frame.requestId}</code>
          <p class="small">${text(locale, 'error.requestId.means')}</p>`,
      )}
    </dl>
  </section>`;
}

function renderTerm(term: string, meaning: Html): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${meaning}</dd>
  </div>`;
}

/** What was wrong with a `state` (S4), or which parameter came twice. Reasons we have no words for are left out. */
function reasonText({ key, values }: ErrorModel, locale: PageLocale): string | null {
  if (key === 'duplicate_parameter' && values.parameter !== undefined) {
    return text(locale, 'error.parameter', { parameter: values.parameter });
  }
  if (key !== 'state_refused' || values.reason === undefined) return null;
  const stateKey = `state.${values.reason}`;
  return isStateKey(stateKey) ? text(locale, stateKey) : null;
}

type StateKey = Extract<TextKey, `state.${string}`>;

function isStateKey(key: string): key is StateKey {
  return Object.hasOwn(LOCALES.en, key);
}
