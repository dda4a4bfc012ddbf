/** Cookies (S-L2, S-L10). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieName, readCookie, renderCookie } from './cookies.ts';

const VALUE = 'abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE';

test('S-L2 on https: __Host-, Secure, HttpOnly, SameSite=Lax, Path=/, no Domain, under 4 KiB', () => {
  const name = cookieName('vk_session', true);
  const text = renderCookie({ name, value: VALUE, maxAgeSeconds: 60, secure: true });
  assert.equal(text, `__Host-vk_session=${VALUE}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure`);
});

test('on http loopback a plain name, since browsers would drop the other', () => {
  const name = cookieName('vk_session', false);
  const text = renderCookie({ name, value: VALUE, maxAgeSeconds: 60, secure: false });
  assert.equal(text, `vk_session=${VALUE}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`);
});

test('deleting empties the value and ends its age', () => {
  const text = renderCookie({ name: 'a', value: null, maxAgeSeconds: 60, secure: true });
  assert.equal(text, 'a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure');
});

test('S-L10 only the exact name counts, the first of two, and only a value of our form', () => {
  assert.equal(readCookie(`x=1; __Host-s=${VALUE}; y=2`, '__Host-s'), VALUE);
  assert.equal(readCookie(`s=${VALUE}`, '__Host-s'), undefined);
  assert.equal(readCookie(`__host-s=${VALUE}`, '__Host-s'), undefined);
  assert.equal(readCookie(`x__Host-s=${VALUE}`, '__Host-s'), undefined);
  assert.equal(readCookie(`s=${VALUE}; s=${VALUE.toUpperCase()}`, 's'), VALUE);
  for (const value of [
    '',
    'short',
    'a'.repeat(129),
    `${VALUE}"`,
    `"${VALUE}"`,
    `${VALUE} x`,
    `${VALUE}%00`,
    `${VALUE}\u00e9`,
  ])
    assert.equal(readCookie(`s=${value}`, 's'), undefined, value);
  for (const header of [
    undefined,
    '',
    ';',
    '=',
    '=;=',
    'a'.repeat(20_000),
    `x=${'a'.repeat(17_000)}; s=${VALUE}`,
  ])
    assert.equal(readCookie(header, 's'), undefined);
});
