/** Builds the console once: relative addresses, so that it works below any path; each file also compressed, so that nobody compresses while serving. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const FRAME =
  /node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|@tanstack\/[\w-]+|i18next|react-i18next|void-elements|html-parse-stringify)\//;
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
  plugins: [react(), mantineStyles, compress],
  build: {
    target: 'es2022',
    // A file inlined into a style sheet would be a data: font, which the policy does not allow.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        chunkFileNames: nameChunk,
        // What every screen needs, in one piece: many small ones compress worse.
        codeSplitting: { groups: [{ name: 'frame', test: FRAME }] },
      },
    },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
});
