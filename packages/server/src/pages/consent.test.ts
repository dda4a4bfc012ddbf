/** The consent page: the question, what it is about, and two equal answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCOPES, app, consent, frame } from '../../../../tests/pages/fixtures.ts';
import { renderConsent } from './consent.ts';
import type { ConsentModel } from './models.ts';

/** What a reader sees: no markup, single spaces. */
function words(page: string): string {
  return page
    .replace(/<style[^]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');
}

function shown(values: Partial<ConsentModel> = {}, locale: 'en' | 'nl' = 'en'): string {
  return renderConsent(frame(locale), consent(values));
}

test('R14 R29 the question is made of name, account and purpose, as a heading', () => {
  const heading = /<h1>[^]*<\/h1>/.exec(shown())?.[0] ?? '';
  assert.equal(
    words(heading),
    'Database Analyzer wants access to your account Acme to analyze your database. Do you want to give this access?',
  );
  const dutch = shown({ app: { ...app, description: 'je database te analyseren.' } }, 'nl');
  assert.match(
    words(dutch),
    /Database Analyzer wil toegang tot je account Acme om je database te analyseren\. Wil je/,
  );
});

test('R29 without a purpose the question still is a sentence', () => {
  const page = words(shown({ app: { ...app, description: ' ' } }));
  assert.match(page, /Database Analyzer wants access to your account Acme\. Do you want/);
  assert.doesNotMatch(page, /own words/);
});

test('S-M1 the standing of the publisher is a word with an icon', () => {
  for (const [standing, word] of [
    ['verified', 'Verified publisher'],
    ['unverified', 'Publisher not verified'],
    ['development', 'In development'],
  ] as const) {
    const page = shown({ app: { ...app, standing } });
    assert.match(page, new RegExp(`<span class="badge ${standing}"\\s*><svg[^]*?</svg> ${word}</span`));
  }
});

test('S-M2 Allow and Deny: two buttons, side by side, alike; a stray Enter denies', () => {
  const pair = /<div class="pair">[^]*?<\/div>/.exec(shown())?.[0] ?? '';
  const buttons = [
    ...pair.matchAll(/<button class="(button[^"]*)" type="submit" name="decision" value="(\w+)"/g),
  ];
  assert.deepEqual(
    buttons.map(([, className, value]) => [className, value]),
    [
      ['button', 'deny'],
      ['button yes', 'allow'],
    ],
  );
  const form =
    shown()
      .match(/<form[^]*?<\/form>/g)
      ?.find(each => each.includes('decision')) ?? '';
  assert.match(/<button[^>]*>/.exec(form)?.[0] ?? '', /value="deny"/);
});

test('S1 the button reads "Authorize" where the company says so', () => {
  assert.match(words(shown({ allowWord: 'authorize' })), /Deny Authorize/);
  assert.match(words(shown({ allowWord: 'authorize' }, 'nl')), /Weigeren Autoriseren/);
});

test('S-M2 an optional scope is not ticked beforehand', () => {
  const boxes = shown().match(/<input[^>]*type="checkbox"[^>]*>/g) ?? [];
  assert.equal(boxes.length, 2);
  for (const box of boxes) assert.doesNotMatch(box, /checked/);
  assert.doesNotMatch(
    shown().replaceAll(/type="checkbox" name="scope" value="(write:analysis|offline)"/g, ''),
    /name="scope"/,
  );
});

test('S-M4 asked again: the new scope stands out, the old ones are folded, and what was granted stays ticked', () => {
  const page = shown({ extending: true, scopes: SCOPES.map((scope, i) => ({ ...scope, isNew: i === 3 })) });
  const folded =
    /<details>\s*<summary>[^]*?What it can do already \(4\)[^]*?<\/details>/.exec(page)?.[0] ?? '';
  assert.match(folded, /Read your projects/);
  assert.match(folded, /value="offline"\s+checked/);
  assert.doesNotMatch(folded, /Start new analyses/);
  assert.match(page, /<h2 id="scopes">What is new<\/h2>[^]*Start new analyses/);
  assert.doesNotMatch(page, /value="write:analysis"\s+checked/);
  assert.match(words(page), /wants more access to your account Acme/);
});

test('R28 R47 reading stands before changing in each group, each with its word', () => {
  const group = /<h3>Projects<\/h3>[^]*?<\/ul>/.exec(shown())?.[0] ?? '';
  assert.match(words(group), /Read your projects Sees Create and change projects .* Changes/);
});

test('S-M1 lifetime, next host, the way to take it back, and what the app can not do', () => {
  const page = words(shown());
  assert.match(page, /For 90 days, unless you take it back sooner\./);
  assert.match(page, /Where you go next database-analyzer\.example/);
  assert.match(page, /You can take this back under Settings → Integrations → Active Integrations\./);
  assert.match(page, /What it can not do See your password/);
  assert.match(words(shown({ accessLasts: { kind: 'until-revoked' } })), /How long Until you take it back\./);
});

test('RFC 8252 §8.6: an address on this computer is called so', () => {
  const redirect = { host: 'localhost:1', address: 'http://localhost:1/', loopback: true };
  assert.match(words(shown({ redirect })), /This leads to a program on this computer\./);
  assert.doesNotMatch(words(shown()), /program on this computer/);
});

test('S-N5 links of the app are https, open apart and tell nobody where the user was', () => {
  assert.match(
    shown(),
    /href="https:\/\/database-analyzer\.example\/privacy" target="_blank" rel="noopener noreferrer"/,
  );
  const page = shown({
    app: { ...app, privacyUrl: 'javascript:alert(1)', termsUrl: 'http://x.example/', homepageUrl: null },
  });
  assert.doesNotMatch(page, /javascript:|x\.example|id="about"/);
});

test('R31 "Use another account" only for those who have one', () => {
  assert.match(shown(), /name="another_account" value="1"/);
  assert.doesNotMatch(shown({ canChangeAccount: false }), /another_account/);
});
