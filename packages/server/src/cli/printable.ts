/** Text for a terminal: names and addresses in it come from strangers, and a terminal obeys what it is told (S-N8). */

/** Control characters but the line break and the tab, C1 too (U+009B begins a command), and what turns the direction of reading or is not seen. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Each such character as `\u009b`: visible, harmless, and right within JSON. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, character =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
