/** Error texts are safe wherever they go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ERROR_CODES, OAuthError, toErrorText } from './errors.ts';
import { quote } from './sentences/say.ts';

test('S-A24 RFC 6749 §5.2: error_description has only the characters that are allowed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      assert.match(toErrorText(text), /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/);
    }),
  );
  assert.equal(toErrorText('a "b" \\ c\n'), "a 'b' ? c?");
});

test('the status of an error is the one of its code, and the reason stays apart from the words', () => {
  for (const [code, { status }] of Object.entries(ERROR_CODES)) {
    const error = new OAuthError(code as keyof typeof ERROR_CODES, quote('words'), {
      reason: quote('secret reason'),
    });
    assert.deepEqual([error.status, error.description, error.reason], [status, 'words', 'secret reason']);
  }
});
