/** Builds the console once: relative addresses, so that it works below any path; each file also compressed, so that nobody compresses while serving. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { FIRST_SCREENS } from './src/app/first-screens.ts';

const FRAME =
  /node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|@tanstack\/[\w-]+|i18next|react-i18next|void-elements|html-parse-stringify)\//;
const LANGUAGES = ['en', 'nl', 'de', 'fr', 'es'];
/** What opens above a screen: loaded when the first one does. */
const OVERLAYS =
  /node_modules\/(?:@floating-ui\/|tabbable\/|react-remove-scroll|react-style-singleton|use-sidecar|use-callback-ref|aria-hidden\/|@mantine\/core\/esm\/components\/(?:Menu|Popover|Modal|ModalBase|ScrollArea|FocusTrap|Portal|Transition|Overlay|Combobox|Tooltip)\/)/;
const COMPRESSIBLE = /\.(?:js|css|svg)$/;

const compress: Plugin = {
  name: 'compress',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter(file => COMPRESSIBLE.test(file))) {
      const bytes = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
};

/** What starts the console, and the pieces it imports. */
const PROGRAMS = /(\s*<script type="module"[^>]*><\/script>)((?:\s*<link rel="modulepreload"[^>]*>)+)/;
const PRELOAD = /<link rel="modulepreload"([^>]*) href=("[^"]*")>/g;

/** Each piece starts in a task of its own instead of all in the first one's: a slow phone answers in between. */
function asScript(_: string, attributes: string, address: string): string {
  return `<script type="module"${attributes} src=${address}></script>`;
}

/**
 * The page draws itself before any file has come: the frame's style stands in it, the others follow what they do not hold up,
 * and the server fills in the words and the files of the screen that is asked for (first-screens.json).
 */
const firstPaint: Plugin = {
  name: 'first-paint',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(page, { bundle = {} }) {
      const style = readFileSync(join(import.meta.dirname, 'src/theme/frame.css'), 'utf8');
      const small = style.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/\s+/g, ' ');
      const sheets: string[] = [];
      return page
        .replace('<!-- frame -->', `<style nonce="%NONCE%">${small}</style>`)
        .replaceAll(/\s*<link rel="stylesheet"[^>]*>/g, link => {
          sheets.push(link);
          putFirst(bundle[/href="\.\/([^"]+)"/.exec(link)![1]!]);
          return '';
        })
        .replace(PROGRAMS, (_, first: string, others: string) => others.replaceAll(PRELOAD, asScript) + first)
        .replaceAll(/<script type="module"/g, '$& fetchpriority="low"')
        .replace('</body>', () => `${sheets.join('')}\n  </body>`);
    },
  },
  async generateBundle(_, bundle) {
    const screens = await Promise.all(
      Object.entries(FIRST_SCREENS).map(async ([path, { section, file, places, title, lead, asks }]) => {
        const inWords: Record<string, unknown> = {};
        for (const language of LANGUAGES) {
          const texts = {
            ...(await readTexts('.', language)),
            ...(await readTexts(`sections/${section}`, language)),
          };
          const word = (key: string): string => texts[key]!;
          inWords[language] = {
            places: places.map(word),
            title: word(title),
            lead: lead === null ? '' : word(lead),
          };
        }
        return [
          path,
          { section, asks, files: filesOf(bundle, `sections/${section}/${file}`), words: inWords },
        ];
      }),
    );
    this.emitFile({
      type: 'asset',
      fileName: 'first-screens.json',
      source: JSON.stringify(Object.fromEntries(screens)),
    });
  },
};

/** What comes later is in the head, before these in the document, and must win as if it stood after them. */
function putFirst(sheet: Rolldown.OutputBundle[string] | undefined): void {
  if (sheet?.type === 'asset')
    sheet.source = String(sheet.source).replaceAll('@layer mantine{', '@layer mantine.first{');
}

async function readTexts(folder: string, language: string): Promise<Record<string, string>> {
  const file = (await import(join(import.meta.dirname, 'src', folder, 'locales', `${language}.ts`))) as {
    texts: Record<string, string>;
  };
  return file.texts;
}

/** What a module needs beside what the page names itself. */
function filesOf(bundle: Rolldown.OutputBundle, module: string): string[] {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
  const reach = (name: string, into: Set<string>): Set<string> => {
    if (into.has(name)) return into;
    into.add(name);
    for (const next of chunks.find(chunk => chunk.fileName === name)?.imports ?? []) reach(next, into);
    return into;
  };
  const first = chunks.find(chunk => chunk.isEntry)!;
  const screen = chunks.find(chunk => chunk.facadeModuleId?.endsWith(`src/${module}`))!;
  const named = reach(first.fileName, new Set());
  return [...reach(screen.fileName, new Set())].filter(name => !named.has(name));
}

/** Mantine's one style sheet has all its components; here each brings its own, into the chunk that uses it. */
const mantineStyles: Plugin = {
  name: 'mantine-styles',
  transform(code, id) {
    const name = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id)?.[1];
    return name === undefined
      ? null
      : { code: `import '@mantine/core/styles/${name}.layer.css';\n${code}`, map: null };
  },
};

/** Texts by section and language, so that a test can say which of them a first screen loads. */
function nameChunk({ facadeModuleId }: { facadeModuleId: string | null }): string {
  const [, section = 'shell', language] =
    /src\/(?:sections\/(\w+)\/)?locales\/(\w+)\.ts$/.exec(facadeModuleId ?? '') ?? [];
  return language === undefined ? 'assets/[name]-[hash].js' : `assets/texts-${section}-${language}-[hash].js`;
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), mantineStyles, firstPaint, compress],
  build: {
    target: 'es2022',
    // A file inlined into a style sheet would be a data: font, which the policy does not allow.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        chunkFileNames: nameChunk,
        // Few pieces: many small ones compress worse, and each is a way to the server and back.
        codeSplitting: {
          groups: [
            { name: 'frame', test: FRAME, priority: 3 },
            { name: 'parts', test: id => !OVERLAYS.test(id), minShareCount: 4, priority: 2 },
            { name: 'overlays', test: OVERLAYS, priority: 1 },
          ],
        },
      },
    },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
});
