/** Who is who on a page: the app's and the provider's tiles, the publisher's standing, and the person who is signed in. */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html } from '../http/html.ts';
import { renderForm } from './form.ts';
import { icon } from './icons.ts';
import { imageSource } from './links.ts';
import type { AppOnPage, ConsentModel, PageForm, PageFrame } from './models.ts';
import { named, richText, text } from './texts.ts';

/** A logo, or the first letter of the name. Decoration: the name stands beside it. */
export function renderTile(of: { name: string; logo: string | null }, size: 'small-tile' | '' = ''): Html {
  const logo = imageSource(of.logo);
  return html`<span class="tile ${size}" aria-hidden="true"
    >${logo === null ? firstLetter(of.name) : html`<img src="${logo}" alt="" />`}</span
  >`;
}

/** A whole character as people see it: an emoji or an accented letter is not cut in two. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? '?';
}

/** App and provider side by side: these two would be connected. */
export function renderJoinedTiles(app: AppOnPage, provider: PageFrame['provider']): Html {
  return html`<div class="joined" aria-hidden="true">
    ${renderTile(app)}<span class="join">${icon('link')}</span>${renderTile(provider)}
  </div>`;
}

/** Icon and word, never colour alone; and what it means for the person who reads it (S-M1). */
export function renderStanding(app: AppOnPage, frame: PageFrame): Html {
  const { locale } = frame;
  return html`<div>
    <p class="standing">
      <span class="badge ${app.standing}"
        >${icon(app.standing)} ${text(locale, `standing.${app.standing}`)}</span
      >
      ${
        app.publisher.trim() !== '' &&
        html`<span class="muted"
          >${richText(locale, 'standing.by', { publisher: named(app.publisher) })}</span
        >`
      }
    </p>
    <p class="small">
      ${richText(locale, `standing.${app.standing}.means`, { provider: named(frame.provider.name) })}
    </p>
  </div>`;
}

/** "Signed in as …" with "Not you?", which posts `not_me=1` in a form of its own, so that Enter elsewhere never means it. */
export function renderPerson(
  person: { name: string; email: string },
  form: PageForm,
  locale: PageLocale,
): Html {
  return html`<div>
    ${icon('person')}
    <p class="words">
      <span class="small">${text(locale, 'person.signedInAs')}</span>
      <span>${named(person.name)}</span>
      ${person.email !== person.name && html`<span class="small">${named(person.email)}</span>`}
    </p>
    ${renderForm(
      form,
      html`<button class="link" type="submit" name="not_me" value="1">
        ${text(locale, 'person.notYou')}
      </button>`,
    )}
  </div>`;
}

/** The account that the app gets, and the way to another one. */
export function renderAccount(
  model: Pick<ConsentModel, 'account' | 'canChangeAccount' | 'form'>,
  locale: PageLocale,
): Html {
  return html`<div>
    ${icon('account')}
    <p class="words">
      <span class="small">${text(locale, 'consent.account')}</span>
      <span>${named(model.account.name)}</span>
    </p>
    ${
      model.canChangeAccount &&
      renderForm(
        model.form,
        html`<button class="link" type="submit" name="another_account" value="1">
          ${text(locale, 'consent.anotherAccount')}
        </button>`,
      )
    }
  </div>`;
}
