/** The sign-in page (R27): which provider asks, and for which app. Posts `email` and `password`, or `cancel=1`. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html, raw } from '../http/html.ts';
import { renderForm } from './form.ts';
import { renderPage } from './frame.ts';
import { icon } from './icons.ts';
import { renderTile } from './identity.ts';
import type { AppOnPage, LoginModel, PageFrame } from './models.ts';
import { durationText, named, richText, text } from './texts.ts';

export function renderLogin(frame: PageFrame, model: LoginModel): string {
  const { locale, provider } = frame;
  return renderPage(frame, {
    title: text(locale, 'login.submit'),
    narrow: true,
    body: html`
      <div class="stack">
        <h1>${richText(locale, 'login.title', { provider: named(provider.name) })}</h1>
      </div>
      ${model.app !== null && renderApp(model.app, locale)} ${renderProblem(model.problem, locale)}
      ${renderForm(model.form, renderFields(model, locale), 'fields')}
    `,
  });
}

function renderApp(app: AppOnPage, locale: PageLocale): Html {
  const name = html`<strong>${named(app.name)}</strong>`;
  return html`<div class="app-line">
    ${renderTile(app, 'small-tile')}
    <div>
      <p>${richText(locale, 'login.app', { app: name })}</p>
      <p class="small">${richText(locale, 'login.passwordStays', { app: named(app.name) })}</p>
    </div>
  </div>`;
}

function renderProblem(problem: LoginModel['problem'], locale: PageLocale): Html | null {
  if (problem === null) return null;
  return html`<div class="callout" id="problem" role="alert">
    ${icon('warning')}
    <p><strong>${text(locale, 'login.problem.title')}</strong> ${problemText(problem, locale)}</p>
  </div>`;
}

function problemText(problem: NonNullable<LoginModel['problem']>, locale: PageLocale): string {
  if (problem.kind !== 'throttled') return text(locale, `login.problem.${problem.kind}`);
  return text(locale, 'login.problem.throttled', { wait: durationText(locale, problem.retryAfterSeconds) });
}

/**
 * The address is a text field on purpose: `type="email"` rewrites international domains to punycode, and the stored
 * address would no longer match. "Sign in" comes first in the form, so Enter means it.
 */
function renderFields(model: LoginModel, locale: PageLocale): Html {
  const problem =
    model.problem !== null &&
    raw(
      model.problem.kind === 'wrong'
        ? ' aria-describedby="problem" aria-invalid="true"'
        : ' aria-describedby="problem"',
    );
  const emailKnown = model.email !== '';
  return html`
    <div class="field">
      <label for="email">${text(locale, 'login.email')}</label>
      <input
        id="email"
        name="email"
        type="text"
        inputmode="email"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        maxlength="254"
        required
        value="${model.email}"
        ${problem}${!emailKnown && raw(' autofocus')}
      />
    </div>
    <div class="field">
      <label for="password">${text(locale, 'login.password')}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="1024"
        required${problem}${emailKnown && raw(' autofocus')}
      />
    </div>
    <div class="actions">
      <button class="button yes" type="submit">${text(locale, 'login.submit')}</button>
      ${
        model.cancellable &&
        html`<button class="button quiet" type="submit" name="cancel" value="1" formnovalidate>
          ${text(locale, 'login.cancel')}
        </button>`
      }
    </div>
  `;
}
