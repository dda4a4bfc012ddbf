/** What people type into a search box, as a pattern for `LOWER(…) LIKE … ESCAPE '!'`. */
export function containing(search: string): string {
  return `%${search.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;
}
