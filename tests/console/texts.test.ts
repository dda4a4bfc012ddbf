/** The console's texts: every language has every text, and no text stands in the code. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES } from '@valetkey/protocol';

const src = fileURLToPath(new URL('../../packages/console/src/', import.meta.url));
const LANGUAGES = ['en', 'nl', 'de', 'fr', 'es'];
const folders = [
  ...new Set(globSync('**/locales/*.ts', { cwd: src }).map(file => file.replace(/[^/]+$/, ''))),
];

async function readTexts(folder: string, language: string): Promise<Record<string, string>> {
  const { texts } = (await import(join(src, folder, `${language}.ts`))) as { texts: Record<string, string> };
  return texts;
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/{{(\w+)[^}]*}}/g)].map(([, name]) => name!).toSorted();

test('R60 every language has every text of the console, with the same placeholders', async () => {
  assert.ok(folders.length > 1);
  for (const folder of folders) {
    const english = await readTexts(folder, 'en');
    for (const language of LANGUAGES) {
      const texts = await readTexts(folder, language);
      assert.deepEqual(Object.keys(texts).toSorted(), Object.keys(english).toSorted(), folder + language);
      for (const [key, text] of Object.entries(texts)) {
        assert.notEqual(text.trim(), '', `${folder}${language} ${key}`);
        assert.deepEqual(placeholders(text), placeholders(english[key]!), `${folder}${language} ${key}`);
      }
    }
  }
});

test('R60 no text stands in the code of the console, and every text is used', async () => {
  const files = globSync('**/*.tsx', { cwd: src }).map(
    file => [file, readFileSync(join(src, file), 'utf8')] as const,
  );
  for (const [file, code] of files) {
    const spoken = [
      ...code.matchAll(/(?<![=-])>\s*([A-Z][a-z]+[^<>{}=]*)<\//g),
      ...code.matchAll(/\b(?:title|label|placeholder|aria-label|alt|description)="([^"]*[A-Za-z]{2}[^"]*)"/g),
    ].map(match => match[1]);
    assert.deepEqual(spoken, [], file);
  }
  const all = globSync('**/*.{ts,tsx}', { cwd: src }).filter(file => !file.includes('locales/'));
  const code = all.map(file => readFileSync(join(src, file), 'utf8')).join('\n');
  for (const folder of folders) {
    for (const key of Object.keys(await readTexts(folder, 'en'))) {
      const plain = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
      const stem = plain.replace(/[^.]+$/, '');
      const used =
        code.includes(`'${plain}'`) || (stem !== '' && code.includes(`\`${stem}\${`)) || isBuilt(plain, code);
      assert.ok(used, `${folder} ${key} is used nowhere`);
    }
  }
});

test('R60 what to do about an error code stands in every language; the English is the table’s own', async () => {
  for (const language of LANGUAGES) {
    const texts = await readTexts('sections/traffic/locales/', language);
    for (const [code, { remedy }] of Object.entries(ERROR_CODES)) {
      assert.ok(texts[`remedy.${code}`], `${language} ${code}`);
      if (language === 'en') assert.equal(texts[`remedy.${code}`], remedy, code);
    }
  }
});

/** A key made from parts: `state.${kind}.title`, or `event.${type}` where the type has dots of its own. */
function isBuilt(key: string, code: string): boolean {
  const parts = key.split('.');
  return parts.some((_, i) => {
    const built = parts
      .map((part, j) => (i === j ? '\\$\\{[^}]+\\}' : part.replaceAll('-', '\\-')))
      .join('\\.');
    const open = parts.slice(0, i).join('.');
    return new RegExp(`\`${built}\``).test(code) || (i > 0 && code.includes(`\`${open}.\${`));
  });
}
