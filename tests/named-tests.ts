/** Which test names which requirement (`R23`), security rule (`S-A1`) or failure of a peer (`CVE-2026-1035`), read from the titles; and the tables that say so. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A title: what `test` and its kin are given, or a text in a table of titles, which begins with an id. */
const TITLE =
  /\b(?:test|it|describe|suite|row)\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)|(?<=['"`])((?:S-[A-Y]\d|R\d)[^'"`\n]*)(?=['"`])/g;
const PROJECT =
  '(?:better-sqlite3|dex|django-oauth-toolkit|doorkeeper|fosite|hydra|logto|node-oidc-provider|rds-postgresql|sqlite|workers-oauth-provider)';
/** An advisory, or a project with its issue, commit or version. */
const FAILURE = `CVE-\\d{4}-\\d{4,5}|GHSA(?:-[a-z0-9]{4}){3}|${PROJECT} (?:#\\d+|\\d+\\.\\d+(?:\\.\\d+)?|[0-9a-f]{7,8})`;
const ID = new RegExp(`\\bS-[A-Y]\\d{1,2}\\b|(?<![\\w-])R\\d{1,2}\\b|\\b(?:${FAILURE})(?![\\w.])`, 'g');
const ROW = new RegExp(`^\\| (?:R\\d{1,2}|S-[A-Y]\\d{1,2}|${FAILURE}) \\|`);

export const TABLES = ['requirements', 'security', 'security-peers'].map(name =>
  join(root, `docs/${name}.md`),
);

/** Id → files with a test that names it. */
export function findNamedTests(): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  const files = globSync(
    ['{packages,examples}/*/src/**/{*.test.ts,conformance/*.ts}', 'tests/**/*.test.ts'],
    { cwd: root },
  );
  for (const file of files.map(f => f.replaceAll('\\', '/')).toSorted()) {
    for (const [, single, double, template, listed] of readFileSync(join(root, file), 'utf8').matchAll(
      TITLE,
    )) {
      for (const [id] of (single ?? double ?? template ?? listed ?? '').matchAll(ID))
        named.set(id, (named.get(id) ?? new Set()).add(file));
    }
  }
  return named;
}

export interface TableRow {
  id: string;
  tests: string;
  because: string;
}

export function readTable(text: string): TableRow[] {
  return text
    .split('\n')
    .filter(line => ROW.test(line))
    .map(line => {
      const cells = splitCells(line);
      return { id: cells[0]!, tests: cells.at(-2)!, because: cells.at(-1)! };
    });
}

/** The second column from the end becomes the list of files; everything else stays as it was written by hand. */
export function rewriteTable(text: string, named: ReadonlyMap<string, ReadonlySet<string>>): string {
  return text
    .split('\n')
    .map(line => {
      if (!ROW.test(line)) return line;
      const cells = splitCells(line);
      cells[cells.length - 2] = testsCell(named.get(cells[0]!));
      return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
    })
    .join('\n');
}

/** At most three files: enough to find the place. */
export function testsCell(files: ReadonlySet<string> | undefined): string {
  if (!files) return '';
  const shown = [...files].slice(0, 3).map(file => `\`${file}\``);
  return files.size > 3 ? `${shown.join(', ')} and ${files.size - 3} more` : shown.join(', ');
}

function splitCells(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => cell.trim());
}
