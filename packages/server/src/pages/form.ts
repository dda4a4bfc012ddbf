/** The forms of the hosted pages: plain `<form method="post">`, with the hidden fields that make them ours (S-L5). */
import { type Html, html } from '../http/html.ts';
import type { PageForm } from './models.ts';

/** A form that posts to us. It needs no JavaScript. */
export function renderForm(form: PageForm, content: Html, className = ''): Html {
  return html`<form method="post" action="${form.action}" class="${className}">
    ${renderHiddenFields(form.hidden)} ${content}
  </form>`;
}

export function renderHiddenFields(fields: Readonly<Record<string, string>>): Html {
  return html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`;
}
