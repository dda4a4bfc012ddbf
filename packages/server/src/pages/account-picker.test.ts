/** The account picker: one button per account, and a reason where there is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frame, picker } from '../../../../tests/pages/fixtures.ts';
import { renderAccountPicker } from './account-picker.ts';

test('R31 each account that may be chosen is a button that posts its id, in the given order', () => {
  const page = renderAccountPicker(frame(), picker());
  const ids = [...page.matchAll(/<button[^>]* name="account" value="(\w+)"/g)].map(match => match[1]);
  assert.deepEqual(ids, ['a1', 'a2']);
  assert.match(page, /Acme<\/bdi><\/span>\s*<span class="recent">Last used<\/span>/);
});

test('R2 a blocked account is shown with the reason and can not be pressed', () => {
  const page = renderAccountPicker(frame(), picker());
  assert.match(page, /Old Shop[^]*Not available: this needs the plan enterprise\./);
  assert.match(page, /Closed Ltd\.[^]*Not available: this account is suspended\./);
  assert.doesNotMatch(page, /value="a3"|value="a4"/);
});

test('with nothing to choose the page says so, and there is a way out', () => {
  const blocked = picker().accounts.filter(account => account.blocked !== null);
  const page = renderAccountPicker(frame(), picker({ accounts: blocked }));
  assert.match(page, /None of your accounts can be connected\./);
  assert.match(page, /name="cancel" value="1"/);
  assert.doesNotMatch(renderAccountPicker(frame(), picker()), /None of your accounts/);
});

test('R31 "Not you?" stands in a form of its own', () => {
  const forms = renderAccountPicker(frame('nl'), picker()).match(/<form[^]*?<\/form>/g) ?? [];
  assert.equal(forms.length, 2);
  assert.match(forms[1]!, /name="not_me" value="1"[^]*Ben je dit niet\?/);
  assert.doesNotMatch(forms[0], /not_me/);
});
