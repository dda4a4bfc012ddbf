/** A table as a file, for spreadsheets. */

/** What a spreadsheet takes for the beginning of a formula, as the server's own files have it (http/csv.ts). */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]/u;

/** What a spreadsheet would take for a formula is text (S-N7). */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');
}

export function saveCsv(fileName: string, rows: readonly (readonly (string | number)[])[]): void {
  const url = URL.createObjectURL(new Blob([toCsv(rows)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
