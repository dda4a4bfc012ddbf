/** PHP, C# and Swift: their libraries come from registries that not every machine reaches, so the programs are parsed; PHP's own parser says more where it is there. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { profiles } from '@valetkey/protocol';
import { quickstarts, type QuickstartApp, type QuickstartLanguage } from '@valetkey/protocol/quickstart';
import { findPython, findTool } from '../interop/machine.ts';

const PARSED = ['php', 'csharp', 'swift'] as const;
const python = findPython('quickstarts in PHP, C# and Swift');
const php = findTool('php -l', 'php');

function apps(): QuickstartApp[] {
  const common = {
    clientId: '0123456789abcdefghijklmnop',
    redirectUri: 'http://localhost:3000/callback',
    scopes: ['read', "o'clock"],
    callUrl: null,
  };
  return Object.values(profiles).flatMap(profile =>
    [true, false].map(isPublic => ({
      ...common,
      profile,
      issuer: `https://auth.example/${profile.name}`,
      isPublic,
      refreshes: profile.token.refresh !== 'none',
    })),
  );
}

function programs(language: QuickstartLanguage): string[] {
  return apps().map(app => quickstarts[language].files(app)[0]!.text);
}

function parse(given: readonly { language: string; text: string }[]): string[][] {
  const script = fileURLToPath(new URL('parse.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync(python!, [script], { input: JSON.stringify(given) });
  assert.equal(status, 0, String(stderr));
  return JSON.parse(String(stdout)) as string[][];
}

if (python !== null) {
  for (const language of PARSED)
    test(`R57 R58 the quickstart ${language} is a program of its language on every profile`, () => {
      const given = programs(language).map(text => ({ language, text }));
      assert.deepEqual(
        parse(given),
        given.map(() => []),
      );
    });

  test('a program with a fault is found by that', () => {
    const [faults] = parse([{ language: 'csharp', text: 'var x = (1;' }]);
    assert.notDeepEqual(faults, []);
  });
}

if (php !== null) {
  const command: string = php;
  test('R57 R58 php -l takes the quickstart on every profile', () => {
    for (const text of new Set(programs('php'))) {
      const checked = spawnSync(command, ['-l'], { input: text });
      assert.equal(checked.status, 0, String(checked.stdout));
    }
  });
}
