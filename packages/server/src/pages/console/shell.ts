/** The page of the console: the built index.html with its provider filled in. Every address of the console that is no file answers with it. */
import { OAuthError } from '@valetkey/protocol';
import type { Parsed, consoleProvider } from '@valetkey/protocol/console-api';
import { readBrowser } from '../../domain/browsers.ts';
import type { Core } from '../../domain/core.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Answer } from '../../http/answer.ts';
import { escapeHtml } from '../../http/html.ts';
import { header, type Incoming } from '../../http/incoming.ts';
import type { StaticFiles } from '../../http/static-files.ts';
import { text } from '../texts.ts';
import { wantedLocale } from '../wanted-locale.ts';

/** `GET /{slug}/console`, `GET /{slug}/console/*` */
export async function showConsole(
  files: StaticFiles,
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Answer> {
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
  const { user } = await readBrowser(core, provider, header(incoming, 'cookie'));
  if (user === null) return { kind: 'redirect', location: signInUrl(provider, incoming) };
  return {
    kind: 'page',
    status: 200,
    html: nonce => fillIn(files, shell, provider, incoming, nonce),
    formTargets: [],
    script: 'bundle',
  };
}

function signInUrl(provider: Provider, { path, rawQuery }: Incoming): string {
  const inside = path.slice(`/${provider.slug}/console`.length);
  const query = new URLSearchParams({ return: rawQuery === '' ? inside : `${inside}?${rawQuery}` });
  return `${provider.issuer}/console/sign-in?${query.toString()}`;
}

/** The placeholders stand in packages/console/index.html. */
function fillIn(
  files: StaticFiles,
  shell: string,
  provider: Provider,
  incoming: Incoming,
  nonce: string,
): string {
  const locale = wantedLocale(incoming) ?? 'en';
  const model = modelOf(provider, locale);
  const texts = files.find(`assets/texts-shell-${locale}-`, '.js') ?? '';
  const values: Record<string, string> = {
    LOCALE: locale,
    TITLE: provider.name,
    NONCE: nonce,
    SESSION: `${model.base}/api/session`,
    TEXTS: `${model.base}/${texts}`,
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
