/** The scopes of a consent page: grouped by what they touch, reading apart from changing, new ones apart from old (R28, R47). */
import type { PageLocale } from '@valetkey/protocol';
import { type Html, html, raw } from '../http/html.ts';
import { icon } from './icons.ts';
import type { ConsentModel, ScopeOnPage } from './models.ts';
import { pluralText, text } from './texts.ts';

/** When asked again, only what is new stands out; what the connection has already is folded away. */
export function renderScopes(model: ConsentModel, locale: PageLocale): Html {
  const fresh = model.scopes.filter(scope => scope.isNew);
  if (!isExtended(model)) return renderSection(text(locale, 'consent.can'), model.scopes, model, locale);
  const known = model.scopes.filter(scope => !scope.isNew);
  return html`<div class="stack">
    <div class="new">${renderSection(text(locale, 'consent.canNew'), fresh, model, locale)}</div>
    ${
      known.length > 0 &&
      html`<details>
        <summary>${icon('chevron')} ${pluralText(locale, 'consent.has', known.length)}</summary>
        <div class="scopes">${renderGroups(known, model, locale)}</div>
      </details>`
    }
  </div>`;
}

/** Asked again, and for something that was not granted before. */
export function isExtended(model: ConsentModel): boolean {
  return model.extending && model.scopes.some(scope => scope.isNew);
}

function renderSection(
  title: string,
  scopes: readonly ScopeOnPage[],
  model: ConsentModel,
  locale: PageLocale,
): Html {
  return html`<section class="scopes" aria-labelledby="scopes">
    <h2 id="scopes">${title}</h2>
    ${
      scopes.length === 0
        ? html`<p>${text(locale, 'consent.nothing')}</p>`
        : renderGroups(scopes, model, locale)
    }
  </section>`;
}

function renderGroups(scopes: readonly ScopeOnPage[], model: ConsentModel, locale: PageLocale): Html {
  const groups = Map.groupBy(scopes, scope => scope.group);
  const onlyOne = groups.size === 1 && groups.has(null);
  return html`${[...groups].map(
    ([group, members]) =>
      html`<div class="group">
        ${!onlyOne && html`<h3>${group ?? text(locale, 'consent.otherGroup')}</h3>`}
        <ul>
          ${members
            .toSorted((a, b) => Number(a.access === 'change') - Number(b.access === 'change'))
            .map(scope => html`<li>${renderScope(scope, model, locale)}</li>`)}
        </ul>
      </div>`,
  )}`;
}

function renderScope(scope: ScopeOnPage, model: ConsentModel, locale: PageLocale): Html {
  const words = html`${icon(scope.access === 'read' ? 'eye' : 'pencil')}
    <span class="words">
      <span class="title">${scope.title}</span>
      ${scope.description !== null && html`<span class="small">${scope.description}</span>`}
      ${scope.optional && html`<span class="small">${text(locale, 'consent.optional')}</span>`}
    </span>
    <span class="kind">${text(locale, `consent.${scope.access}`)}</span>`;
  if (!scope.optional) return html`<div class="scope ${scope.access}">${words}</div>`;
  // Never ticked beforehand unless the user granted it before (S-M2).
  const granted = model.extending && !scope.isNew;
  return html`<label class="scope ${scope.access}">
    <input type="checkbox" name="scope" value="${scope.name}" ${granted && raw(' checked')} />
    ${words}
  </label>`;
}
