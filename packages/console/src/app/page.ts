/** What the server wrote into the page: the provider, and the nonce for styles that are added while running. */
import { consoleProvider, type Parsed } from '@valetkey/protocol/console-api';

export type ConsoleProvider = Parsed<typeof consoleProvider>;

const root = document.getElementById('root')!;

export const provider: ConsoleProvider = consoleProvider.parse(
  JSON.parse(root.dataset['provider'] ?? '{}'),
  'provider',
);

export const styleNonce: string =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** In a cookie: the server draws the first frame of the page in this language and these colours. */
export function remember(what: 'language' | 'colours', value: string): void {
  document.cookie = `valetkey-${what}=${value}; path=${provider.base}; max-age=31536000; samesite=lax`;
}
