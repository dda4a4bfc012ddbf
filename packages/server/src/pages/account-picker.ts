/** The account picker (R31): one button per account, last used first. Posts `account=<id>`, `cancel=1` or `not_me=1`. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html } from '../http/html.ts';
import { renderForm } from './form.ts';
import { renderPage } from './frame.ts';
import { icon } from './icons.ts';
import { renderPerson, renderTile } from './identity.ts';
import type { AccountPickerModel, PageFrame } from './models.ts';
import { alternativesText, named, richText, text } from './texts.ts';

type AccountOnPage = AccountPickerModel['accounts'][number];

export function renderAccountPicker(frame: PageFrame, model: AccountPickerModel): string {
  const { locale } = frame;
  const title = text(locale, 'picker.title');
  const name = html`<strong>${named(model.app.name)}</strong>`;
  return renderPage(frame, {
    title,
    narrow: true,
    body: html`
      <div class="stack">
        <h1>${title}</h1>
        <div class="app-line">
          ${renderTile(model.app, 'small-tile')}
          <p>${richText(locale, 'picker.lead', { app: name })}</p>
        </div>
      </div>
      ${renderForm(model.form, renderChoices(model, locale), 'stack-wide')}
      <div class="who">${renderPerson(model.signedInAs, model.form, locale)}</div>
    `,
  });
}

function renderChoices({ accounts }: AccountPickerModel, locale: PageLocale): Html {
  const nothing = accounts.every(account => account.blocked !== null);
  return html`${
      nothing &&
      html`<div class="callout">
        ${icon('warning')}
        <p>${text(locale, 'picker.none')}</p>
      </div>`
    }
    <ul class="choices">
      ${accounts.map(account => html`<li>${renderChoice(account, locale)}</li>`)}
    </ul>
    <button class="button quiet" type="submit" name="cancel" value="1">
      ${text(locale, 'picker.cancel')}
    </button>`;
}

function renderChoice(account: AccountOnPage, locale: PageLocale): Html {
  if (account.blocked !== null) return renderBlocked(account, account.blocked, locale);
  return html`<button class="choice" type="submit" name="account" value="${account.id}">
    ${icon('account')}
    <span class="words">
      <span class="first">
        <span class="name">${named(account.name)}</span>
        ${account.lastUsed && html`<span class="recent">${text(locale, 'picker.lastUsed')}</span>`}
      </span>
      <span class="small">${renderRole(account, locale)}</span>
      ${account.needsApproval && html`<span class="small">${text(locale, 'picker.needsApproval')}</span>`}
    </span>
    ${icon('chevron')}
  </button>`;
}

function renderRole(account: AccountOnPage, locale: PageLocale): Html {
  const role = text(locale, `picker.role.${account.role}`);
  if (account.plan === null) return html`${role}`;
  return html`${role} · ${richText(locale, 'picker.plan', { plan: named(account.plan) })}`;
}

/** Shown with the reason, and nothing to press: a disabled button would explain less and vanish from the keyboard. */
function renderBlocked(
  account: AccountOnPage,
  blocked: NonNullable<AccountOnPage['blocked']>,
  locale: PageLocale,
): Html {
  const reason =
    blocked.kind === 'plan'
      ? text(locale, 'picker.blocked.plan', { plans: alternativesText(locale, blocked.plans) })
      : text(locale, 'picker.blocked.suspended');
  return html`<div class="choice blocked">
    ${icon('cannot')}
    <p class="words">
      <span class="name">${named(account.name)}</span>
      <span class="small">${renderRole(account, locale)}</span>
      <span class="small">${reason}</span>
    </p>
  </div>`;
}
