/** The error page: the user's words, then the developer's, in both languages, for every error. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quote } from '@valetkey/protocol';
import { ERROR_KEYS, app, error, frame } from '../../../../tests/pages/fixtures.ts';
import { renderError } from './error.ts';
import { LOCALES } from './texts.ts';

const REASONS = [
  'missing',
  'too_short',
  'few_characters',
  'repeating',
  'sequence',
  'time',
  'words',
  'client_id',
  'used',
] as const;

test('every error has a title, words for the user and words for the developer, in both languages', () => {
  const keys = Object.keys(LOCALES.en).filter(key => /^error\.\w+\.(title|user|developer)$/.test(key));
  assert.equal(keys.length, ERROR_KEYS.length * 3);
  for (const key of ERROR_KEYS) {
    for (const locale of ['en', 'nl'] as const) {
      const page = renderError(frame(locale), error(key, { app: null }));
      assert.ok(page.includes(`<h1>${LOCALES[locale][`error.${key}.title`]}</h1>`), `${locale} ${key}`);
      assert.ok(page.includes(LOCALES[locale][`error.${key}.developer`]), `${locale} ${key}`);
      assert.doesNotMatch(page.replace(/<style[^]*?<\/style>/, ''), /\{\w+\}|undefined/, `${locale} ${key}`);
    }
  }
});

test('R25 a refused state: which rule it broke, and a line of code that makes a good one', () => {
  const code = 'const state = crypto.randomUUID();';
  for (const reason of REASONS) {
    const page = renderError(frame(), error('state_refused', { values: { reason }, code }));
    assert.ok(page.includes(LOCALES.en[`state.${reason}`]), reason);
    assert.match(page, /<pre><code>const state = crypto\.randomUUID\(\);<\/code><\/pre>/);
  }
});

test('a reason without words is left out, also one that every object has', () => {
  for (const reason of ['brand_new', 'toString', '__proto__']) {
    const page = renderError(frame(), error('state_refused', { values: { reason } }));
    assert.doesNotMatch(page, /<p class="callout">/);
  }
});

test('S-N5 the request id, the client id and the detail stand there to copy', () => {
  const page = renderError(frame(), error('invalid_scope', { detail: quote('unknown: <b>') }));
  assert.match(page, /<code>01K9X3M7Q2V8T4<\/code>/);
  assert.match(page, /<code>06dq2m1s5k7v9a3c8e4g0htb6w<\/code>/);
  assert.match(page, /unknown: &#60;b&#62;/);
});

test("R20 the app's id is called what the company calls it", () => {
  const key = renderError(frame('en', { clientIdWord: 'client_key' }), error('invalid_scope'));
  assert.match(key, /client_key/);
  assert.doesNotMatch(key, /client_id/);
  assert.match(renderError(frame(), error('invalid_scope')), /client_id/);
});

test('S-A20 the way back is a link the user may take, never a redirect', () => {
  const wayBack = { host: 'app.example', href: 'https://app.example/cb?error=x&state=y' };
  const page = renderError(
    frame(),
    error('invalid_scope', { app: { name: app.name, clientId: 'c' }, wayBack }),
  );
  assert.match(page, /href="https:\/\/app\.example\/cb\?error=x&#38;state=y"/);
  assert.doesNotMatch(page, /http-equiv|<script/);
});

test('S-N5 a way back or retry that could run as script is not shown', () => {
  const wayBack = { host: 'app.example', href: 'javascript:alert(1)' };
  const page = renderError(frame(), error('expired', { wayBack, retryHref: 'javascript:alert(1)' }));
  assert.doesNotMatch(page, /javascript:|class="button/);
});

test('how long to wait is said where it is known', () => {
  const page = renderError(frame('nl'), error('too_many_requests', { values: { retryAfterSeconds: '30' } }));
  assert.match(page, /Wacht 30 seconden en probeer/);
  assert.match(renderError(frame(), error('unavailable')), /try again in a few minutes/);
});
