/** What an app's values may not do in a quickstart. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profiles } from '../profiles/index.ts';
import { connectButtonHtml } from './connect-button.ts';
import { quickstarts, quickstartsFor, type QuickstartApp } from './index.ts';
import { doubleQuoted, shellQuoted, singleQuoted } from './literals.ts';

const HOSTILE = `a"b'c\\d$e\`f#{g}\${h}\n`;

function appOf(values: Partial<QuickstartApp> = {}): QuickstartApp {
  return {
    profile: profiles.standard,
    issuer: 'https://auth.example/standard',
    clientId: 'abc',
    redirectUri: 'http://localhost:3000/callback',
    scopes: ['people:read'],
    isPublic: false,
    refreshes: true,
    callUrl: null,
    ...values,
  };
}

test('R57 an app’s values are texts in the program, never code', () => {
  assert.equal(JSON.parse(doubleQuoted(HOSTILE)), HOSTILE);
  assert.equal(shellQuoted(HOSTILE), `'${HOSTILE.replace("'", "'\\''")}'`);
  assert.equal(singleQuoted(`a'b\\`), `'a\\'b\\\\'`);
});

test('R22 S-C2 no program has a secret in it: it comes from the environment of a server', () => {
  for (const { language, files } of Object.values(quickstarts)) {
    const [program] = files(appOf());
    if (language === 'swift') assert.doesNotMatch(program!.text, /secret:/);
    else assert.match(program!.text, /CLIENT_SECRET/, language);
  }
  for (const { files } of quickstartsFor({ isPublic: true }))
    assert.doesNotMatch(files(appOf({ isPublic: true }))[0]!.text, /CLIENT_SECRET/);
});

test('R26 the Connect button is a link with text that can be read on its colour, and takes no markup from its values', () => {
  const button = { href: '/connect?a=1&b="', label: '<b>Connect</b>', logo: null };
  const dark = connectButtonHtml({ ...button, colour: '#1B7F6B' });
  assert.match(dark, /^<a href="\/connect\?a=1&amp;b=&quot;" style="[^"<]*color:#FFFFFF[^"<]*">&lt;b&gt;/);
  assert.match(connectButtonHtml({ ...button, colour: '#FFD24A' }), /color:#000000/);
  assert.match(connectButtonHtml({ ...button, colour: 'red;"' }), /background:#1B7F6B/);
});
