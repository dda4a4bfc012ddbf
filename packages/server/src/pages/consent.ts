/** The consent page (R28-R30, S-M1, S-M2): one question, everything needed to answer it, and two answers of equal weight. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html } from '../http/html.ts';
import { renderForm } from './form.ts';
import { renderNewTabLink, renderPage } from './frame.ts';
import { type IconName, icon } from './icons.ts';
import { renderAccount, renderJoinedTiles, renderPerson, renderStanding } from './identity.ts';
import { ownHref } from './links.ts';
import type { ConsentModel, PageFrame } from './models.ts';
import { isExtended, renderScopes } from './scope-list.ts';
import { durationText, named, richText, text } from './texts.ts';

/** Posts `decision=allow|deny` with a `scope` for each ticked one; or `another_account=1`; or `not_me=1`. */
export function renderConsent(frame: PageFrame, model: ConsentModel): string {
  const { locale } = frame;
  return renderPage(frame, {
    title: text(locale, 'consent.title', { app: model.app.name }),
    body: html`
      <div class="stack-wide">
        ${renderJoinedTiles(model.app, frame.provider)}
        <div class="stack">${renderQuestion(model, locale)}</div>
        ${renderStanding(model.app, frame)}
      </div>
      <div class="who">
        ${renderPerson(model.signedInAs, model.form, locale)} ${renderAccount(model, locale)}
      </div>
      ${renderForm(
        model.form,
        html`${renderScopes(model, locale)} ${renderCannot(model, locale)} ${renderFacts(frame, model)}
        ${renderAnswers(model, locale)}`,
        'stack-wide',
      )}
      ${renderAppLinks(model, locale)}
    `,
  });
}

/** Made of name, account and purpose (R14, R29). The purpose is the app's own text, and the page says so. */
function renderQuestion(model: ConsentModel, locale: PageLocale): Html {
  const app = html`<bdi>${model.app.name}</bdi>`;
  const account = named(model.account.name);
  const purpose = model.app.description.trim().replace(/[.!]+$/u, '');
  const kind = isExtended(model) ? 'consent.sentence.more' : 'consent.sentence';
  const sentence =
    purpose === ''
      ? richText(locale, `${kind}.noPurpose`, { app, account })
      : richText(locale, kind, { app, account, purpose: named(purpose) });
  return html`<h1>${sentence} <span class="question">${text(locale, 'consent.question')}</span></h1>
    ${purpose !== '' && html`<p class="small">${text(locale, 'consent.ownWords')}</p>`}`;
}

function renderCannot(model: ConsentModel, locale: PageLocale): Html | null {
  if (model.cannot.length === 0) return null;
  return html`<section class="stack" aria-labelledby="cannot">
    <h2 id="cannot">${text(locale, 'consent.cannot')}</h2>
    <ul class="cannot">
      ${model.cannot.map(item => html`<li>${icon('cannot')} <span>${item}</span></li>`)}
    </ul>
  </section>`;
}

function renderFacts(frame: PageFrame, model: ConsentModel): Html {
  const { locale } = frame;
  const { settingsPath, settingsHref } = frame.provider;
  // In a tab of its own, so that the question is still there afterwards.
  const settings = html`<a href="${ownHref(settingsHref)}" target="_blank" rel="noopener"
    >${settingsPath}</a
  >`;
  return html`<dl class="facts">
    ${renderFact('clock', text(locale, 'consent.lasts'), html`${lastsText(model, locale)}`)}
    ${renderFact('next', text(locale, 'consent.next'), renderNextStop(model, locale))}
    ${renderFact('undo', text(locale, 'consent.mind'), richText(locale, 'consent.takeBack', { settings }))}
  </dl>`;
}

function renderFact(name: IconName, term: string, meaning: Html): Html {
  return html`<div>
    ${icon(name)}
    <dt>${term}</dt>
    <dd>${meaning}</dd>
  </div>`;
}

function lastsText({ accessLasts }: ConsentModel, locale: PageLocale): string {
  if (accessLasts.kind === 'until-revoked') return text(locale, 'consent.lasts.revoked');
  return text(locale, 'consent.lasts.limited', { duration: durationText(locale, accessLasts.seconds) });
}

/** The host alone tells most people enough; a loopback address is any program on this computer (RFC 8252 §8.6). */
function renderNextStop({ redirect }: ConsentModel, locale: PageLocale): Html {
  return html`<strong>${named(redirect.host)}</strong>
    <details>
      <summary>${icon('chevron')} ${text(locale, 'consent.address')}</summary>
      <code>${named(redirect.address)}</code>
    </details>
    ${
      redirect.loopback &&
      html`<div class="callout">
        ${icon('warning')}
        <p><strong>${text(locale, 'consent.loopback')}</strong> ${text(locale, 'consent.loopback.means')}</p>
      </div>`
    }`;
}

/** Both of one size and one strength. Deny comes first in the form: a stray Enter must never give access away (S-M2). */
function renderAnswers(model: ConsentModel, locale: PageLocale): Html {
  return html`<div class="pair">
    <button class="button" type="submit" name="decision" value="deny">${text(locale, 'consent.deny')}</button>
    <button class="button yes" type="submit" name="decision" value="allow">
      ${text(locale, `consent.${model.allowWord}`)}
    </button>
  </div>`;
}

function renderAppLinks({ app }: ConsentModel, locale: PageLocale): Html | null {
  const links = [
    renderNewTabLink(app.homepageUrl, text(locale, 'consent.homepage'), locale),
    renderNewTabLink(app.privacyUrl, text(locale, 'consent.appPrivacy'), locale),
    renderNewTabLink(app.termsUrl, text(locale, 'consent.appTerms'), locale),
  ].filter(link => link !== null);
  if (links.length === 0) return null;
  return html`<nav class="small" aria-labelledby="about">
    <p id="about">${richText(locale, 'consent.appLinks', { app: named(app.name) })}</p>
    <div class="links">${links}</div>
  </nav>`;
}
