/** Names in a query, for texts that are looked at but not accepted: registered redirect URIs, addresses in logs. */

/** The decoded names, in order; a name that cannot be decoded stays as it is written. */
export function queryNames(query: string): string[] {
  return query.split('&').map(part => decodeLeniently(part.split('=', 1)[0] ?? ''));
}

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
