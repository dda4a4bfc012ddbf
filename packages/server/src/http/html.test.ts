/** The escaping tag: nothing that comes from outside becomes markup. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeHtml, html, raw } from './html.ts';

test('S-N1 every character that could end text or an attribute is escaped', () => {
  assert.equal(escapeHtml(`&<>"'\``), '&#38;&#60;&#62;&#34;&#39;&#96;');
});

test('S-N1 a string in an element stays text', () => {
  assert.equal(html`<p>${'<script>x</script>'}</p>`.text, '<p>&#60;script&#62;x&#60;/script&#62;</p>');
});

test('S-N1 a string in an attribute can not end it', () => {
  assert.equal(html`<a title="${'" onclick="x'}"></a>`.text, '<a title="&#34; onclick=&#34;x"></a>');
});

test('S-N1 what is escaped once is not trusted: an entity is shown as it was written', () => {
  assert.equal(html`${'&lt;b&gt;'}`.text, '&#38;lt;b&#38;gt;');
});

test('markup made by the tag is kept, in lists too, and their strings are escaped', () => {
  const items = ['a', '<b>'].map(item => html`<li>${item}</li>`);
  assert.equal(html`${items}${['<i>', [null, '&']]}`.text, '<li>a</li><li>&#60;b&#62;</li>&#60;i&#62;&#38;');
});

test('null, undefined and false vanish; numbers and empty strings are shown', () => {
  assert.equal(html`[${null}${undefined}${false}${0}${''}]`.text, '[0]');
});

test('S-N1 an object that only looks like markup is not taken for it', () => {
  const lookalike = { text: '<script>' } as unknown as string;
  assert.throws(() => html`${lookalike}`);
});

test('raw is for constants of our own and is not escaped', () => {
  assert.equal(html`${raw('<hr>')}`.text, '<hr>');
});
