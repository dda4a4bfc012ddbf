/** The page of the console: the built index.html with its provider filled in. Every address of the console that is no file answers with it. */
import { OAuthError, type PageLocale, say } from '@valetkey/protocol';
import type { Parsed, consoleProvider } from '@valetkey/protocol/console-api';
import { readBrowser } from '../../domain/browsers.ts';
import type { Core } from '../../domain/core.ts';
import { pickLocale, type Provider } from '../../domain/providers.ts';
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
    throw new OAuthError('not_found', say('nothing_here'));
  if (shell === null) throw new OAuthError('not_found', say('console_not_built'));
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
  const locale = chosenLocale(incoming);
  const model = modelOf(provider, locale);
  const screen = screensOf(files)[`/${incoming.route['*'] ?? ''}`];
  const words = screen?.words[locale];
  const values: Record<string, string> = {
    LOCALE: locale,
    TITLE: provider.name,
    NONCE: nonce,
    SCHEME: chosen(incoming, 'colours', /^(?:light|dark)$/) ?? 'light dark',
    PROVIDER: JSON.stringify(model),
    PLACE: words === undefined ? '' : words.places.join(' › ') || model.words.developerPlace,
    SCREEN: words?.title ?? '',
    LEAD: words?.lead.replaceAll('{{provider}}', provider.name) ?? '',
    NEEDS_JAVASCRIPT: text(locale, 'console.needsJavaScript'),
  };
  return shell
    .replace('<!-- preloads -->', preloads(files, locale, screen))
    .replaceAll('"./', `"${escapeHtml(model.base)}/`)
    .replaceAll(/%([A-Z_]+)%/g, (whole, name: string) =>
      values[name] === undefined ? whole : escapeHtml(values[name]),
    );
}

/** Asked for while the programs are still on their way: what they would ask for one after the other. */
function preloads(files: StaticFiles, locale: string, screen: FirstScreen | undefined): string {
  const sections = screen === undefined ? ['shell'] : ['shell', screen.section];
  const texts = sections.map(section => files.find(`assets/texts-${section}-${locale}-`, '.js'));
  const font = files.find('assets/inter-latin-wght-normal-', '.woff2');
  return [
    ...['/session', ...(screen?.asks ?? [])].map(
      path => `<link rel="preload" as="fetch" crossorigin="anonymous" href="./api${path}">`,
    ),
    `<link rel="preload" as="font" type="font/woff2" crossorigin href="./${font}">`,
    ...[...texts, ...(screen?.files ?? [])].map(
      file => `<link rel="modulepreload" fetchpriority="low" crossorigin href="./${file}">`,
    ),
  ].join('');
}

/** Written by packages/console/vite.config.ts. */
interface FirstScreen {
  section: string;
  asks: readonly string[];
  files: readonly string[];
  words: Readonly<Record<PageLocale, { places: readonly string[]; title: string; lead: string }>>;
}

function screensOf(files: StaticFiles): Readonly<Record<string, FirstScreen>> {
  return JSON.parse(files.text('first-screens.json') ?? '{}') as Record<string, FirstScreen>;
}

/** What the person chose in the console, else what the browser asks for. */
function chosenLocale(incoming: Incoming): PageLocale {
  const language = chosen(incoming, 'language', /^[a-z]{2}$/);
  return pickLocale(language === undefined ? [] : [language]) ?? wantedLocale(incoming) ?? 'en';
}

/** The console keeps it in a cookie, for the frame that is there before any program. */
function chosen(incoming: Incoming, what: 'language' | 'colours', form: RegExp): string | undefined {
  const value = new RegExp(`(?:^|; )valetkey-${what}=([a-z]+)(?:;|$)`).exec(
    header(incoming, 'cookie') ?? '',
  )?.[1];
  return value !== undefined && form.test(value) ? value : undefined;
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
