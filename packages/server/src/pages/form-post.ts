/** The answer by `response_mode=form_post` (R32, S1): a form that posts itself, with a Continue button without JavaScript. */
import { html, raw } from '../http/html.ts';
import { renderHiddenFields } from './form.ts';
import { renderPage } from './frame.ts';
import { appHref } from './links.ts';
import type { FormPostModel, PageFrame } from './models.ts';
import { named, richText, text } from './texts.ts';

/** Called through the prototype: a field named `submit` would otherwise hide the form's own method. */
const SUBMIT = raw('HTMLFormElement.prototype.submit.call(document.forms[0])');

/** Throws on an action that could run as script: only a checked redirect URI may come here. */
export function renderFormPost(frame: PageFrame, model: FormPostModel): string {
  const { locale } = frame;
  if (appHref(model.action) === null) throw new Error('form_post: the action is neither https nor loopback');
  const title = text(locale, 'formPost.title');
  const host = html`<strong>${named(model.host)}</strong>`;
  return renderPage(frame, {
    title,
    narrow: true,
    body: html`
      <div class="stack">
        <h1>${title}</h1>
        <p>${richText(locale, 'formPost.lead', { host })}</p>
        <p class="small">${text(locale, 'formPost.manual')}</p>
      </div>
      <form method="post" action="${model.action}" class="actions">
        ${renderHiddenFields(model.fields)}
        <button class="button yes" type="submit">${text(locale, 'formPost.continue')}</button>
      </form>
      <script nonce="${frame.nonce}">
        ${SUBMIT};
      </script>
    `,
  });
}
