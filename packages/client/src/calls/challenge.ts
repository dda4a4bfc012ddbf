/** What a refusal of an API says in `WWW-Authenticate` (RFC 6750 §3, RFC 9728 §5.1). */

export interface BearerRefusal {
  error: string | null;
  scopes: readonly string[];
  /** Where the API describes itself. */
  resourceMetadata: string | null;
}

/** Enough of RFC 9110 §11.6.1 for one Bearer challenge; anything else is no error. */
export function readBearerRefusal(headers: Headers): BearerRefusal {
  const value = headers.get('www-authenticate')?.slice(0, 4096) ?? '';
  const bearer = /(?:^|,\s*)bearer\s(.*)$/is.exec(value)?.[1] ?? '';
  const parameter = (name: string): string | null =>
    new RegExp(`(?:^|[,\\s])${name}="([^"]*)"`, 'i').exec(bearer)?.[1] ?? null;
  return {
    error: parameter('error'),
    scopes: parameter('scope')?.split(' ').filter(Boolean) ?? [],
    resourceMetadata: parameter('resource_metadata'),
  };
}
