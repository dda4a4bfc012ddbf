/** A table as a file, for spreadsheets: written as the server writes its own (S-N7). */
import { BYTE_ORDER_MARK, csvLine } from '@valetkey/protocol';

export function saveCsv(fileName: string, rows: readonly (readonly (string | number)[])[]): void {
  const lines = rows.map(row => csvLine(row.map(String)));
  const url = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, ...lines], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
