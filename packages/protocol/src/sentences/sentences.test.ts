/** The sentences of our refusals: in every language, and found again from the English that travels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toErrorText } from '../errors.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';
import { fill, partsOf, quote, say, type SentenceName } from './say.ts';
import { readSentence, translate } from './translate.ts';

const NAMES = Object.keys(en) as SentenceName[];
const placeholders = (text: string): string[] => partsOf(text).filter((_, i) => i % 2 === 1);

test('R60 every sentence is there in every language, with the same values', () => {
  for (const [language, catalogue] of Object.entries({ nl, de, fr, es })) {
    for (const name of NAMES) {
      const text = catalogue[name];
      assert.deepEqual(
        placeholders(text).toSorted(),
        placeholders(en[name]).toSorted(),
        `${language} ${name}`,
      );
      assert.notEqual(text.trim(), '', `${language} ${name}`);
    }
  }
});

test('S-A24 a sentence goes onto the wire as it is, and is found again with its values', () => {
  for (const name of NAMES) {
    const values = Object.fromEntries(placeholders(en[name]).map((value, i) => [value, `${value}~${i}`]));
    const sentence = fill(en[name], values);
    assert.equal(toErrorText(sentence), sentence, name);
    assert.deepEqual(readSentence(sentence), { name, values });
  }
});

test('R60 a sentence within a sentence is read in the same language; what is none of ours stays as it is', () => {
  const why = say('code_expired', { ago: 5, lifetime: 60 });
  assert.equal(
    translate(say('with_reason', { what: say('code_invalid'), why }), de),
    'Der Autorisierungscode ist nicht gültig: Er wurde verwendet, ist abgelaufen oder gehört zu einer anderen Anfrage. (der Code ist vor 5 s abgelaufen; er lebt 60 s)',
  );
  const limits = say('expected_text', { min: 1, max: 64 });
  assert.equal(
    translate(say('value_not', { path: 'label', expected: limits }), fr),
    'label doit être un texte de 1 à 64 caractères.',
  );
  for (const text of ['', 'written by an earlier version', '{name}', 'toString'])
    assert.equal(translate(text, de), text);
});

test('S-N8 whatever a stranger put into a value comes out as that value, in English unchanged', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), text => {
      assert.equal(translate(text, en), text);
      const sentence = say('scope_not_registered', { scope: text });
      assert.equal(translate(sentence, en), sentence);
    }),
  );
});

test('S-V5 a long hostile text is read in no time', () => {
  const begun = performance.now();
  translate(quote('a (b'.repeat(20_000) + ')'), de);
  translate(quote("Authentication ''".repeat(20_000)), de);
  assert.ok(performance.now() - begun < 2000);
});
