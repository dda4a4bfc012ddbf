/** The page that posts itself (`response_mode=form_post`). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NONCE, frame } from '../../../../tests/pages/fixtures.ts';
import { renderFormPost } from './form-post.ts';

const action = 'https://app.example/cb?own=1&x=2';

test('S1 the answer is posted to the app, with a Continue button where JavaScript is off', () => {
  const page = renderFormPost(frame(), {
    action,
    host: 'app.example',
    fields: { code: 'abc', state: '"<x>' },
  });
  assert.match(page, /<form method="post" action="https:\/\/app\.example\/cb\?own=1&#38;x=2"/);
  assert.match(page, /<input type="hidden" name="code" value="abc" \/>/);
  assert.match(page, /<input type="hidden" name="state" value="&#34;&#60;x&#62;" \/>/);
  assert.match(page, /<button class="button yes" type="submit">Continue<\/button>/);
});

test('S-N2 its one line of script carries the nonce and nothing from outside', () => {
  const page = renderFormPost(frame(), { action, host: 'app.example', fields: { submit: 'x' } });
  assert.deepEqual(
    page.match(/<script[^]*?<\/script>/g)?.map(script => script.replace(/\s*\n\s*/g, '')),
    [`<script nonce="${NONCE}">HTMLFormElement.prototype.submit.call(document.forms[0]);</script>`],
  );
});

test('S-N5 an action that could run as script is a bug, not a page', () => {
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'http://app.example/cb']) {
    assert.throws(() => renderFormPost(frame(), { action: bad, host: 'x', fields: {} }), bad);
  }
});
