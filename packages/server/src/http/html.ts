/** The escaping `html` tag: everything interpolated is escaped unless it is Html itself. Knows no OAuth. */

/** Markup that is safe to put into a page. Made only by {@link html} and {@link raw}. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** Escapes for element content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`);
}

function renderPiece(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'object') return piece.map(renderPiece).join('');
  return escapeHtml(String(piece));
}

/** Attributes must be written with double quotes. `null`, `undefined` and `false` vanish. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let text = strings[0]!;
  for (let i = 0; i < pieces.length; i++) text += renderPiece(pieces[i]) + strings[i + 1]!;
  return new Html(text);
}

/** For constant markup of our own (icons, style sheets). Never for anything that came from outside. */
export function raw(text: string): Html {
  return new Html(text);
}
