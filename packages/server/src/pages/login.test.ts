/** The sign-in page: labels, autocomplete, and what it says when it did not work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app, frame, login } from '../../../../tests/pages/fixtures.ts';
import { renderLogin } from './login.ts';

function input(page: string, name: string): string {
  return new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(page)?.[0] ?? assert.fail(`no input ${name}`);
}

test('R27 the form posts e-mail and password with what makes it ours', () => {
  const page = renderLogin(frame(), login());
  assert.match(page, /<form method="post" action="\/acme\/transaction"/);
  assert.match(input(page, 'csrf'), /type="hidden".* value="c1"/);
  assert.match(input(page, 'email'), /autocomplete="username"/);
  assert.match(input(page, 'password'), /type="password"[^]*autocomplete="current-password"/);
  assert.match(page, /<label for="email">E-mail address<\/label>/);
  assert.match(page, /<label for="password">Password<\/label>/);
});

test('R1 the page says which app asks, and that it never sees the password', () => {
  const page = renderLogin(frame(), login());
  assert.match(page, /Database Analyzer<\/bdi><\/strong> asks for access to your account\./);
  assert.match(page, /Database Analyzer<\/bdi> never sees your password\./);
  assert.doesNotMatch(renderLogin(frame(), login({ app: null })), /Database Analyzer/);
});

test('a failure is announced, tied to both fields, and never puts a password back', () => {
  const page = renderLogin(frame(), login({ app, email: 'a@b.example', problem: { kind: 'wrong' } }));
  assert.match(page, /id="problem" role="alert"/);
  for (const name of ['email', 'password']) {
    assert.match(input(page, name), /aria-describedby="problem" aria-invalid="true"/);
  }
  assert.match(input(page, 'email'), /value="a@b\.example"/);
  assert.doesNotMatch(input(page, 'password'), /value=/);
  assert.doesNotMatch(renderLogin(frame(), login()), /role="alert"|aria-invalid=/);
});

test('S-N1 an e-mail address can not leave its field', () => {
  const page = renderLogin(frame(), login({ email: '" autofocus onfocus="x' }));
  assert.match(page, /value="&#34; autofocus onfocus=&#34;x"/);
});

test('too many attempts: how long to wait, in the language of the page', () => {
  const problem = { kind: 'throttled', retryAfterSeconds: 120 } as const;
  assert.match(renderLogin(frame('nl'), login({ problem })), /vragen we je 2 minuten te wachten/);
});

test('R30 "Cancel" is there when there is something to cancel, and Enter means "Sign in"', () => {
  const page = renderLogin(frame(), login());
  assert.ok(page.indexOf('>Sign in</button>') < page.indexOf('name="cancel" value="1" formnovalidate'));
  assert.doesNotMatch(renderLogin(frame(), login({ cancellable: false })), /name="cancel"/);
});
