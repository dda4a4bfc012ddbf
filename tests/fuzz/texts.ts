/** Texts for the parsers: arbitraries of fast-check. */
import * as fc from 'fast-check';

/** Any there is, lone surrogates included; fast-check's own `binary` takes a second and a half to get ready. */
export const codePoint = fc.nat(0x10ffff).map(point => String.fromCodePoint(point));
/** Of any kind and length, what nobody writes by hand. */
export const anyText = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ maxLength: 5000 }),
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 6 }), fc.nat(3000))
    .map(([part, times]) => part.repeat(times)),
);
/** Pieces of forms in every order. */
export const formText = fc.oneof(
  anyText,
  fc
    .array(fc.constantFrom('a', '=', '&', '%', '%4', '%41', '%ff', '%c3%a9', '%00', '+', 'é', '\n', ';'), {
      maxLength: 200,
    })
    .map(parts => parts.join('')),
);
/** What a form can carry: no control characters, whole code points. */
export const plainText = fc
  .string({ unit: codePoint, maxLength: 60 })
  .filter(text => text.isWellFormed() && !/\p{Cc}/u.test(text));
/** A form as a browser may send it: every name once. */
export const pairs = fc.uniqueArray(
  fc.tuple(
    plainText.filter(name => name !== '' && Buffer.byteLength(name) <= 128),
    plainText,
  ),
  {
    selector: ([name]) => name,
    maxLength: 20,
  },
);
