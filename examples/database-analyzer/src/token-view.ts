/** The token response as it came, with everything masked that is not known to be harmless. */

/** `expires_at` is simple-oauth2's own addition; the rest of RFC 6749 §5.1 may be shown. */
const harmless = new Set(['token_type', 'expires_in', 'scope']);

function mask(value: unknown): string {
  const text = String(value);
  return `••••••••${text.length >= 24 ? text.slice(-4) : ''} (${text.length} characters, kept on our server)`;
}

export function renderTokenResponse(token: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(token)
    .filter(([name, value]) => name !== 'expires_at' && value !== undefined)
    .map(([name, value]) => [name, harmless.has(name) ? value : mask(value)] as const);
  return JSON.stringify(Object.fromEntries(shown), null, 2);
}
