/** The page of the console: the built index.html with its provider filled in. Every address of the console that is no file answers with it. */
import { OAuthError } from '@valetkey/protocol';
import type { Parsed, consoleProvider } from '@valetkey/protocol/console-api';
import type { Provider } from '../../domain/providers.ts';
import type { Answer } from '../../http/answer.ts';
import { escapeHtml } from '../../http/html.ts';
import type { Incoming } from '../../http/incoming.ts';
import type { StaticFiles } from '../../http/static-files.ts';
import { text } from '../texts.ts';
import { wantedLocale } from '../wanted-locale.ts';

/** `GET /{slug}/console`, `GET /{slug}/console/*` */
export function showConsole(files: StaticFiles, provider: Provider, incoming: Incoming): Answer {
  const path = incoming.route['*'] ?? '';
  if (path.startsWith('assets/')) {
    const file = files.answer(path, incoming);
    if (file !== null) return file;
  }
  const shell = files.text('index.html');
  if (path.startsWith('assets/') || path === 'api' || path.startsWith('api/'))
    throw new OAuthError('not_found', 'There is nothing at this address.');
  if (shell === null)
    throw new OAuthError('not_found', 'The console is not built here: npm run build:console.');
  return {
    kind: 'page',
    status: 200,
    html: nonce => fillIn(shell, provider, incoming, nonce),
    formTargets: [],
    script: 'bundle',
  };
}

/** The placeholders stand in packages/console/index.html. */
function fillIn(shell: string, provider: Provider, incoming: Incoming, nonce: string): string {
  const locale = wantedLocale(incoming) ?? 'en';
  const model = modelOf(provider, locale);
  const values: Record<string, string> = {
    LOCALE: locale,
    TITLE: provider.name,
    NONCE: nonce,
    PROVIDER: JSON.stringify(model),
    NEEDS_JAVASCRIPT: text(locale, 'console.needsJavaScript'),
  };
  return shell
    .replaceAll('"./assets/', `"${escapeHtml(model.base)}/assets/`)
    .replaceAll(/%([A-Z_]+)%/g, (whole, name: string) =>
      values[name] === undefined ? whole : escapeHtml(values[name]),
    );
}

function modelOf(provider: Provider, locale: string): Parsed<typeof consoleProvider> {
  const { profile, config } = provider;
  return {
    slug: provider.slug,
    name: provider.name,
    base: new URL(`${provider.issuer}/console`).pathname,
    locale,
    logo: config.branding?.logo ?? null,
    accent: config.branding?.accent ?? null,
    privacyUrl: config.branding?.privacyUrl ?? null,
    termsUrl: config.branding?.termsUrl ?? null,
    supportUrl: config.branding?.supportUrl ?? null,
    words: profile.words,
    keys: profile.api.keys,
    registration: profile.registration,
  };
}
