/** The locale files: complete, and alike in what they leave to be filled in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAGE_LOCALES } from '@valetkey/protocol';
import { html } from '../http/html.ts';
import {
  LOCALES,
  type TextKey,
  alternativesText,
  durationText,
  pluralText,
  richText,
  text,
} from './texts.ts';

const keys = Object.keys(LOCALES.en) as TextKey[];

function placeholders(words: string): string[] {
  return [...words.matchAll(/\{(\w+)\}/g)].map(match => match[1]!).toSorted();
}

test('R60 every text is there in every language, with the same placeholders', () => {
  for (const locale of PAGE_LOCALES) {
    assert.deepEqual(Object.keys(LOCALES[locale]).toSorted(), keys.toSorted(), locale);
    for (const key of keys) {
      assert.notEqual(LOCALES[locale][key].trim(), '', `${locale} ${key}`);
      assert.deepEqual(placeholders(LOCALES[locale][key]), placeholders(LOCALES.en[key]), `${locale} ${key}`);
    }
  }
});

test('no text holds markup, a stray brace, or "Oops"', () => {
  for (const key of keys) {
    for (const locale of PAGE_LOCALES) {
      assert.doesNotMatch(LOCALES[locale][key].replace(/\{\w+\}/g, ''), /[<>{}]|oops/i, `${locale} ${key}`);
    }
  }
});

test('S-N1 a value that looks like a placeholder is not filled in again', () => {
  const words = text('en', 'consent.sentence', { app: '{account}', account: '{purpose}', purpose: 'p' });
  assert.equal(words, '{account} wants access to your account {purpose} to p.');
});

test('S-N1 rich text escapes plain values and keeps markup of our own', () => {
  const words = richText('en', 'consent.sentence.noPurpose', { app: html`<b>${'<'}</b>`, account: '<i>' });
  assert.equal(words.text, '<b>&#60;</b> wants access to your account &#60;i&#62;.');
});

test('durations take the largest unit, in the language of the page', () => {
  assert.equal(durationText('en', 90 * 86_400), '90 days');
  assert.equal(durationText('nl', 86_400), '1 dag');
  assert.equal(durationText('en', 3_600), '1 hour');
  assert.equal(durationText('nl', 61), '2 minuten');
  assert.equal(durationText('en', 0), '1 second');
});

test('plurals and alternatives follow the language', () => {
  assert.equal(pluralText('nl', 'consent.has', 1), 'Wat de app al kan doen (1)');
  assert.equal(alternativesText('en', ['business', 'enterprise']), 'business or enterprise');
  assert.equal(alternativesText('nl', ['business', 'enterprise']), 'business of enterprise');
});
