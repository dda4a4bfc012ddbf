/** Tables as CSV (RFC 4180) that a spreadsheet shows and does not obey (S-N7). */

/** Tells Excel that it is UTF-8; everybody else passes over it (decision 0014). */
export const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for the beginning of a formula, behind spaces and in full width, too. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]/u;
const NEEDS_QUOTES = /[",\r\n\t;]|^\s|\s$/;
/** A number of ours is one: a minus before digits only. */
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function renderCell(value: string): string {
  const calm = !NUMBER.test(value) && FORMULA.test(value) ? `'${value}` : value;
  // One row is one line, for whoever counts them; and no terminal obeys a cell (S-N8).
  const oneLine = calm.replaceAll(/\r\n?|\p{Cc}/gu, ' ');
  return NEEDS_QUOTES.test(oneLine) ? `"${oneLine.replaceAll('"', '""')}"` : oneLine;
}

/** A line with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(renderCell).join(',')}\r\n`;
}

/** Lines, the head first. */
export async function* renderCsv(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  let mark = BYTE_ORDER_MARK;
  for await (const row of rows) {
    yield mark + csvLine(row);
    mark = '';
  }
}
