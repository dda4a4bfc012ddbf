/** Which fields become charts, and what they count. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from './analysis.ts';

test('lists are counted, most frequent first; ids and fields that differ in every row are left out', () => {
  const rows = [
    { id: 1, name: 'A', interests: ['music', 'chess'] },
    { id: 2, name: 'B', interests: ['chess'] },
    { id: 3, name: 'C', interests: [] },
  ];
  const bars = [
    { label: 'chess', count: 2 },
    { label: 'music', count: 1 },
  ];
  assert.deepEqual(analyze(rows), [{ title: 'Interests', kind: 'ranking', bars }]);
});

test('numbers become a histogram with at most eight classes of a round width, empty ones included', () => {
  const [age] = analyze([18, 22, 25, 71].map(age => ({ age })));
  assert.equal(age?.kind, 'histogram');
  const labels = age?.bars.map(({ label, count }) => `${label}: ${count}`);
  assert.deepEqual(labels, [
    '10–19: 1',
    '20–29: 2',
    '30–39: 0',
    '40–49: 0',
    '50–59: 0',
    '60–69: 0',
    '70–79: 1',
  ]);
});

test('dates are counted by year, under readable names', () => {
  const [series] = analyze(['1990-01-02', '1991-05-06', '1990-07-08'].map(birthDate => ({ birthDate })));
  assert.equal(series?.title, 'Birth date, by year');
  assert.deepEqual(
    series?.bars.map(({ count }) => count),
    [2, 1],
  );
});

test('an empty or strange answer gives no chart', () => {
  assert.deepEqual(analyze([]), []);
  assert.deepEqual(analyze([{ a: null }, { a: {} }, { a: 1 }, { a: 'x' }, { a: Number.NaN }]), []);
});
