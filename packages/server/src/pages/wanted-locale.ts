/** The language a request asks for: `ui_locales` in its query, then `Accept-Language`. */
import { OAuthError, type PageLocale } from '@valetkey/protocol';
import { pickLocale } from '../domain/providers.ts';
import { header, readQuery, type Incoming } from '../http/incoming.ts';
import { parseAcceptLanguage } from '../http/languages.ts';

export function wantedLocale(incoming: Incoming): PageLocale | null {
  return queryLocale(incoming) ?? pickLocale(parseAcceptLanguage(header(incoming, 'accept-language')));
}

/** Never fails: an unreadable query is refused elsewhere, and that refusal is a page, too. */
export function queryLocale(incoming: Incoming): PageLocale | null {
  try {
    return pickLocale((readQuery(incoming).get('ui_locales') ?? '').split(' ', 20));
  } catch (error) {
    if (error instanceof OAuthError) return null;
    throw error;
  }
}
