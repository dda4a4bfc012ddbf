/** A table for people: columns as wide as their content. */

/** Empty values are shown as a dash, so that columns stay columns. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows.map(row => row.map(cell => cell || '-'))];
  const widths = head.map((_, column) => Math.max(...lines.map(line => (line[column] ?? '').length)));
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `name  value` lines; absent values are left out. */
export function renderFields(fields: Readonly<Record<string, string | null | undefined>>): string {
  const present = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
