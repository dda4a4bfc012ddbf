/** The escaping `html` tag of this app's pages: what is interpolated is escaped, unless the tag made it. */

export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | number | null | false | readonly Piece[];

function render(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (piece === null || piece === false) return '';
  if (typeof piece === 'object') return piece.map(render).join('');
  return String(piece).replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`);
}

/** Attributes are written with double quotes. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(strings.map((text, i) => text + (i < pieces.length ? render(pieces[i]!) : '')).join(''));
}

/** For constant text of our own (the style sheet). */
export function constant(text: string): Markup {
  return new Markup(text);
}
