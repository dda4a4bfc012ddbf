/**
 * Makes the packages that apps install: `node scripts/pack.ts <folder>` puts a tarball of the protocol and of the client there.
 * Node.js strips no types below `node_modules`, so what is published is JavaScript with declarations; the sources' `package.json` stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export const PUBLISHED = ['protocol', 'client'] as const;

interface Manifest {
  exports: Record<string, string>;
  devDependencies?: unknown;
}

/** @returns The names of the tarballs in `target`. */
export function pack(target: string): string[] {
  mkdirSync(target, { recursive: true });
  return PUBLISHED.map(name => packOne(name, resolve(target)));
}

function packOne(name: string, target: string): string {
  const source = join(root, 'packages', name);
  const stage = mkdtempSync(join(tmpdir(), `valetkey-pack-${name}-`));
  try {
    const project = join(stage, 'tsconfig.json');
    writeFileSync(project, JSON.stringify(buildOptions(source, stage)));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
      stdio: 'inherit',
    });
    rmSync(project);
    writeFileSync(join(stage, 'package.json'), JSON.stringify(published(source), null, 2));
    cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
    cpSync(join(source, 'README.md'), join(stage, 'README.md'), { force: true });
    const listed = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', target], {
      cwd: stage,
      encoding: 'utf8',
    });
    return fileNameIn(listed);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function buildOptions(source: string, stage: string): object {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      noEmitOnError: true,
      rootDir: join(source, 'src'),
      outDir: join(stage, 'dist'),
      declaration: true,
      rewriteRelativeImportExtensions: true,
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [join(source, 'src/**/*.ts')],
    exclude: ['.test', '.child', 'fixtures'].map(kind => join(source, `src/**/*${kind}.ts`)),
  };
}

/** `./src/x.ts` becomes `./dist/x.js` beside its declaration. */
function published(source: string): object {
  const {
    devDependencies: _dev,
    exports,
    ...manifest
  } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  const built = Object.entries(exports).map(([entry, file]) => {
    const base = file.replace('./src/', './dist/').replace(/\.ts$/, '');
    return [entry, { types: `${base}.d.ts`, default: `${base}.js` }];
  });
  return { ...manifest, exports: Object.fromEntries(built) as object, files: ['dist'] };
}

/** npm 11 answers with a list, npm 12 with an object by package. */
function fileNameIn(json: string): string {
  const answer = JSON.parse(json) as { filename: string }[] | Record<string, { filename: string }>;
  return Object.values(answer)[0]!.filename;
}

if (import.meta.main) console.log(pack(process.argv[2] ?? join(root, 'dist')).join('\n'));
