/** "Ask your administrator" (S-M9): the account lets in approved apps only, or not this one. No code; at most a request. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html } from '../http/html.ts';
import { renderForm } from './form.ts';
import { renderPage } from './frame.ts';
import { icon } from './icons.ts';
import { renderAccount, renderJoinedTiles, renderPerson, renderStanding } from './identity.ts';
import type { AskAdministratorModel, PageFrame } from './models.ts';
import { named, richText, text } from './texts.ts';

/** Longer than a reason needs, short enough to read. */
export const MESSAGE_LENGTH = 500;

/** Posts `ask=1` with `message`; `cancel=1` (access_denied); `another_account=1`; or `not_me=1`. */
export function renderAskAdministrator(frame: PageFrame, model: AskAdministratorModel): string {
  const { locale } = frame;
  const app = named(model.app.name);
  const account = named(model.account.name);
  const title = text(locale, model.state.kind === 'waiting' ? 'ask.waiting.title' : `ask.${model.why}.title`);
  return renderPage(frame, {
    title,
    body: html`
      <div class="stack-wide">
        ${renderJoinedTiles(model.app, frame.provider)}
        <div class="stack">
          <h1>${title}</h1>
          <p>${richText(locale, `ask.${model.why}.lead`, { app, account })}</p>
        </div>
        ${renderStanding(model.app, frame)}
      </div>
      <div class="who">
        ${renderPerson(model.signedInAs, model.form, locale)} ${renderAccount(model, locale)}
      </div>
      ${renderForm(model.form, html`${renderState(model, locale)} ${renderAnswers(model, locale)}`, 'stack-wide')}
    `,
  });
}

function renderState({ why, state }: AskAdministratorModel, locale: PageLocale): Html | null {
  if (state.kind === 'waiting')
    return html`<div class="callout" role="status">
      ${icon('clock')}
      <p>${text(locale, 'ask.waiting')}</p>
    </div>`;
  if (why !== 'approval') return null;
  return html`${state.kind === 'refused' && renderRefusal(state.reason, locale)}
    <div class="field">
      <label for="message">${text(locale, 'ask.message')}</label>
      <textarea
        id="message"
        name="message"
        rows="3"
        maxlength="${String(MESSAGE_LENGTH)}"
        aria-describedby="message-hint"
      ></textarea>
      <p class="small" id="message-hint">${text(locale, 'ask.messageHint')}</p>
    </div>`;
}

function renderRefusal(reason: string, locale: PageLocale): Html {
  return html`<div class="callout">
    ${icon('cannot')}
    <p>
      <strong>${text(locale, 'ask.refused')}</strong>
      ${reason !== '' && named(reason)}
    </p>
  </div>`;
}

function renderAnswers({ why, state }: AskAdministratorModel, locale: PageLocale): Html {
  const asks = why === 'approval' && state.kind !== 'waiting';
  return html`<div class="actions">
    ${
      asks &&
      html`<button class="button yes" type="submit" name="ask" value="1">
        ${text(locale, 'ask.submit')}
      </button>`
    }
    <button class="button quiet" type="submit" name="cancel" value="1">${text(locale, 'ask.cancel')}</button>
  </div>`;
}
