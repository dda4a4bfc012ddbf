/** Contrast as WCAG computes it, and the product's own colours held to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrastRatio, isHexColour } from './contrast.ts';

test('WCAG 2.2 §1.4.3: black on white is 21, a colour on itself 1, and the order does not matter', () => {
  assert.equal(contrastRatio('#000000', '#FFFFFF'), 21);
  assert.equal(contrastRatio('#1b7f6b', '#1B7F6B'), 1);
  assert.equal(contrastRatio('#777777', '#ffffff'), contrastRatio('#ffffff', '#777777'));
});

test('WCAG 2.2 §1.4.3: #777777 on white just misses 4.5, #767676 just reaches it', () => {
  assert.equal(contrastRatio('#777777', '#FFFFFF').toFixed(2), '4.48');
  assert.equal(contrastRatio('#767676', '#FFFFFF').toFixed(2), '4.54');
});

test('S-N1 only #rrggbb is a colour', () => {
  assert.equal(isHexColour('#4CC9A8'), true);
  for (const bad of ['#fff', 'red', '#12345g', '#1234567', '#123456}', '#123456\n', ' #123456', '']) {
    assert.equal(isHexColour(bad), false, bad);
    assert.throws(() => contrastRatio(bad, '#000000'), TypeError);
  }
});
