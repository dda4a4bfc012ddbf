/** Which addresses become links: only those that can neither run nor leave a trace elsewhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appHref, externalHref, imageSource, ownHref } from './links.ts';

const SCRIPTS = [
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:x',
];

test('S-N5, S-N6 an address from outside is shown only when it is https', () => {
  assert.equal(externalHref('https://app.example/privacy'), 'https://app.example/privacy');
  for (const bad of [
    ...SCRIPTS,
    'http://app.example/',
    '//app.example/',
    '/x',
    'https://',
    'https://a@b.example/',
  ]) {
    assert.equal(externalHref(bad), null, bad);
  }
  assert.equal(externalHref(null), null);
});

test('S-N5 a link of our own is a path or a web address, never a script', () => {
  assert.equal(ownHref('/oauth/authorize?x=1'), '/oauth/authorize?x=1');
  assert.equal(ownHref('?ui_locales=nl'), '?ui_locales=nl');
  for (const bad of SCRIPTS) assert.equal(ownHref(bad), null, bad);
});

test('RFC 8252 §7: back to an app by https, loopback or a private-use scheme with a dot', () => {
  for (const good of [
    'https://app.example/cb',
    'http://127.0.0.1:5000/cb',
    'http://[::1]/cb',
    'com.example.app:/cb',
  ]) {
    assert.equal(appHref(good), good);
  }
  for (const bad of [...SCRIPTS, 'http://app.example/cb', 'myapp:/cb', '/cb'])
    assert.equal(appHref(bad), null, bad);
});

test('S-N4 a picture is inlined or our own: nobody else is asked for it', () => {
  const png = 'data:image/png;base64,iVBORw0KGgo=';
  assert.equal(imageSource(png), png);
  assert.equal(imageSource('/acme/logo.png'), '/acme/logo.png');
  const bad = [
    'https://evil.example/x.png',
    '//evil.example/x',
    '/\\evil.example/x',
    '/\t/evil.example/x',
    'data:image/svg+xml;base64,AAAA',
    `${png}"`,
  ];
  for (const address of bad) assert.equal(imageSource(address), null, address);
});
