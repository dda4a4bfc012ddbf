/** People as a company's login tells them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginAnswerSchema, normaliseEmail } from './people.ts';

test('S-K10 spellings of one address are one address', () => {
  for (const spelling of ['Ada@Example.com', ' ada@example.com ', 'ａｄａ@example.com', 'ada＠example.com'])
    assert.equal(normaliseEmail(spelling), 'ada@example.com');
});

test('S-K10 several addresses, line breaks and missing parts are refused', () => {
  for (const email of [
    'a@b.example,c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    'a@@b.example',
    '@b.example',
    'ada',
    '',
  ]) {
    assert.equal(
      loginAnswerSchema.safeParse({ user: { id: '1', email, name: 'Ada' }, accounts: [] }).success,
      false,
      JSON.stringify(email),
    );
  }
  assert.equal(
    loginAnswerSchema.safeParse({ user: { id: '1', email: 'ada@example.com', name: 'Ada' }, accounts: [] })
      .success,
    true,
  );
});
