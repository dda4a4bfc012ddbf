/** Texts as literals of a language: an app's values may hold quotes, and must never become code. */

/** Python, JavaScript, Java, C#, Go and Swift read JSON's text as their own; the slash keeps the two of a comment apart nowhere. */
export function doubleQuoted(text: string): string {
  // Characters beyond ASCII as they are, but none that ends a line in one of the languages.
  return JSON.stringify(text).replaceAll(/[\u0085\u2028\u2029]/g, sign => escapeUnicode(sign));
}

function escapeUnicode(sign: string): string {
  return `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}`;
}

/** Ruby and PHP: between single quotes nothing is inserted. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A POSIX shell. */
export function shellQuoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
