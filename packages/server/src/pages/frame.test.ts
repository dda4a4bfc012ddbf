/** The frame, and what must hold for whatever is put into it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NONCE, error, frame, login } from '../../../../tests/pages/fixtures.ts';
import { galleryPages } from '../../../../tests/pages/gallery.ts';
import { html } from '../http/html.ts';
import { renderError } from './error.ts';
import { renderPage } from './frame.ts';
import { renderLogin } from './login.ts';

const page = { title: 'Title', body: html`<h1>Body</h1>` };
const FRAME = frame();

test('R60 "Skip to main content" is the first thing in the page and leads to the content', () => {
  const body = renderPage(FRAME, page).split('<body')[1]!;
  assert.match(body, /^>\s*<a class="skip" href="#main">Skip to main content<\/a>/);
  assert.match(body, /<main id="main"/);
});

test('R24 the document says its language and offers the other one', () => {
  const dutch = renderPage(frame('nl'), page);
  assert.match(dutch, /<html lang="nl">/);
  assert.match(dutch, /<a href="[^"]*ui_locales=en" lang="en" hreflang="en"\s*>English<\/a/);
  assert.doesNotMatch(renderPage({ ...FRAME, languages: [] }, page), /<nav class="languages"/);
});

test('R59 the old version carries its notice', () => {
  assert.match(renderPage(frame('en', { notice: 'Old <API>' }), page), /Old &#60;API&#62;/);
  assert.doesNotMatch(renderPage(FRAME, page), /class="notice"/);
});

test('S-N5 only error pages show the request id', () => {
  assert.doesNotMatch(renderLogin(FRAME, login()), new RegExp(FRAME.requestId));
  assert.match(renderError(FRAME, error('expired')), new RegExp(FRAME.requestId));
});

test('S-N1 an accent that is no #rrggbb never reaches the style sheet', () => {
  const bad = { light: '#fff}</style><script>', dark: '#4CC9A8' };
  const sheet = renderPage(frame('en', { accent: bad }), page);
  assert.doesNotMatch(sheet, /<\/style><script/);
  assert.match(sheet, /--accent:#1B7F6B/);
  const good = renderPage(frame('en', { accent: { light: '#5B3FBF', dark: '#B7A6FF' } }), page);
  assert.match(good, /--accent:#5B3FBF;--on-accent:#FFFFFF/);
  assert.match(good, /--accent:#B7A6FF;--on-accent:#10151F/);
});

for (const { name, html: document } of galleryPages()) {
  const markup = document.replace(/<style[^]*?<\/style>/g, '');

  test(`S-N1 S-N4 ${name}: no handler, no foreign script, picture or style; hostile names stay text`, () => {
    const tags = markup.match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags) {
      const names = tag.replaceAll(/"[^"]*"/g, '""');
      assert.doesNotMatch(
        names,
        /\s(?:on\w+|style)=|<(?:link(?! rel="" type="" href="")|iframe|object|base|embed)/,
        tag,
      );
      assert.doesNotMatch(tag, /(?:href|action|src)="\s*(?:javascript|vbscript|data:text)/i, tag);
      if (/\ssrc=/.test(names)) assert.match(tag, /src="(?:data:image\/(?:png|webp);base64,|\/[^/])/, tag);
      if (/^<(?:script|style)/.test(tag)) assert.match(tag, new RegExp(`nonce="${NONCE}"`), tag);
    }
    assert.doesNotMatch(markup, /<script>|<img src=x/);
  });

  test(`S-N10 ${name}: every form is a plain post, every field has a label`, () => {
    for (const form of markup.match(/<form[^>]*>/g) ?? []) assert.match(form, /method="post" action="[^"]+"/);
    for (const field of markup.match(/<input(?![^>]*type="hidden")[^>]*>/g) ?? []) {
      const id = / id="(\w+)"/.exec(field)?.[1];
      const labelled =
        id === undefined ? /<label class="scope/.test(markup) : markup.includes(`<label for="${id}">`);
      assert.ok(labelled, field);
    }
  });
}
