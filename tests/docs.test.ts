/** The documentation is true: tables compared with the code, links with the files, commands with the command. */
import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES, profiles } from '@valetkey/protocol';
import { COMMANDS } from '../packages/server/src/cli/commands.ts';
import { loadConfig } from '../packages/server/src/config.ts';
import { TABLES, findNamedTests, readTable, testsCell } from './named-tests.ts';
import { openSqliteStore } from '../packages/server/src/store/sqlite.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = (name: string): string => readFileSync(join(root, name), 'utf8');

/** The body rows of the first table of a page, as trimmed cells. */
function tableOf(text: string): string[][] {
  const lines = text.split('\n').filter(line => line.startsWith('|'));
  return lines.slice(2).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

test('docs/errors.md is the table of error codes', () => {
  const expected = Object.entries(ERROR_CODES).map(([code, e]) => [
    `\`${code}\``,
    String(e.status),
    e.section,
    e.meaning,
    e.remedy,
  ]);
  assert.deepEqual(tableOf(page('docs/errors.md')), expected);
});

test('docs/storage.md lists every table and column', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-docs-'));
  try {
    const path = join(directory, 'valetkey.db');
    await (await openSqliteStore({ path })).close();
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database
      .prepare(
        "SELECT m.name AS t, c.name AS c FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
      )
      .all() as { t: string; c: string }[];
    database.close();
    const real = Object.fromEntries(
      [...Map.groupBy(rows, row => row.t)].map(([name, columns]) => [
        name,
        columns.map(row => row.c).toSorted(),
      ]),
    );
    const told = Object.fromEntries(
      tableOf(page('docs/storage.md')).map(([name = '', columns = '']) => [
        name.replaceAll('`', ''),
        columns.split(', ').toSorted(),
      ]),
    );
    assert.deepEqual(told, real);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('every link of the documentation leads somewhere', () => {
  const pages = [
    ...globSync('*.md', { cwd: root }),
    ...globSync('docs/**/*.md', { cwd: root }),
    ...globSync('{packages,examples}/*/*.md', { cwd: root }),
  ];
  const dead = pages.flatMap(file =>
    [...page(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].flatMap(([, link = '']) =>
      existsSync(join(root, dirname(file), link)) ? [] : [`${file}: ${link}`],
    ),
  );
  assert.deepEqual(dead, []);
});

test('every npm script that the documentation names exists', () => {
  const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
  const pages = [...globSync('*.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root })];
  const unknown = pages.flatMap(file =>
    [...page(file).matchAll(/npm run (?:-s |--silent )?([a-z][a-z:-]*)/g)]
      .map(match => match[1]!)
      .filter(name => !(name in scripts)),
  );
  assert.deepEqual(unknown, []);
});

test('R61 the glossary has the words of the documents', () => {
  const words = page('docs/glossary.md').toLowerCase();
  for (const word of ['client id', 'client secret', 'redirect uri', 'scope', 'access token', 'refresh token'])
    assert.ok(words.includes(`**${word}**`), word);
});

test('docs/requirements.md, docs/security.md and docs/security-peers.md name the tests there are, or say why there is none', () => {
  const named = findNamedTests();
  const rows = TABLES.flatMap(path => readTable(readFileSync(path, 'utf8')));
  assert.equal(rows.filter(row => /^(?:R\d|S-)/.test(row.id)).length, 61 + 329);
  assert.equal(rows.length, new Set(rows.map(row => row.id)).size, 'an id stands twice');
  assert.deepEqual(
    rows.filter(row => row.tests !== testsCell(named.get(row.id))).map(row => row.id),
    [],
    'run: npm run tables',
  );
  assert.deepEqual(
    rows.filter(row => row.tests === '' && row.because === '').map(row => row.id),
    [],
    'neither a test nor a reason',
  );
  const known = new Set(rows.map(row => row.id));
  assert.deepEqual(
    [...named.keys()].filter(id => !known.has(id)),
    [],
    'tests that name what is in no table',
  );
});

test('docs/guides/configuration.md: the configuration there starts a server', async () => {
  const snippet = /```ts\n([^]*?)```/.exec(page('docs/guides/configuration.md'))![1]!;
  const directory = mkdtempSync(join(root, 'tests', '.snippet-'));
  process.env['GUARD_SECRET'] = process.env['LOGIN_SECRET'] = 'x'.repeat(40);
  try {
    writeFileSync(join(directory, 'valetkey.config.ts'), snippet);
    const config = await loadConfig(join(directory, 'valetkey.config.ts'));
    assert.deepEqual(
      config.providers.map(p => p.slug),
      ['crm'],
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('docs/guides/profiles.md has every profile with its addresses', () => {
  const rows = new Map(
    tableOf(page('docs/guides/profiles.md')).map(cells => [cells[0]!.replaceAll('`', ''), cells]),
  );
  for (const profile of Object.values(profiles)) {
    const [, authorize = '', token = '', , , , access = '', refresh = ''] = rows.get(profile.name) ?? [];
    assert.equal(authorize, profile.authorize.paths.map(({ path }) => `\`${path}\``).join(', '));
    assert.ok(token.startsWith(`\`${profile.token.method} ${profile.token.path}\``), profile.name);
    assert.ok(access.startsWith(profile.token.access.format), profile.name);
    assert.equal(refresh, profile.token.refresh.replace('-', ' '), profile.name);
  }
});

test('every command that the documentation names exists', () => {
  const names = new Set(COMMANDS.map(command => command.name));
  const pages = [...globSync('*.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root })];
  const used = pages.flatMap(file =>
    [
      ...page(file).matchAll(
        /valetkey (?:-- )?((?:app|config|account|user|api-key|connection|keys|provider) [a-z-]+|tour|doctor|serve|demo|events|requests)\b/g,
      ),
    ].map(m => m[1]!),
  );
  assert.deepEqual(
    used.filter(name => !names.has(name)),
    [],
  );
});
