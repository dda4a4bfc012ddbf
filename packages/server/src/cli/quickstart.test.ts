/** The quickstarts from the command line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTerminal } from './fixtures.ts';

test('R57 R58 quickstart prints the program with the app’s own values, and names what to choose from', async t => {
  const terminal = openTerminal(t);
  const words = { name: 'Analyzer', description: 'analyze', publisher: 'Labs', scope: 'people:read' };
  const options = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]);
  const uris = ['https://app.example/back', 'http://localhost:3000/back'];
  const created = await terminal.run(
    ['app', 'create', '--provider', 'standard', '--json', ...options].concat(
      uris.flatMap(uri => ['--redirect-uri', uri]),
    ),
  );
  const id = String(created.json['client_id']);
  const { stdout, stderr } = await terminal.run(['quickstart', id, '--language', 'python']);
  assert.match(stdout, new RegExp(`CLIENT_ID = "${id}"\\n`));
  assert.match(stdout, /REDIRECT_URI = "https:\/\/app\.example\/back"/);
  assert.match(stderr, /pip install requests-oauthlib/);
  // As its files say, byte for byte: Go indents with tabs.
  const go = await terminal.run(['quickstart', id, '--language', 'go']);
  assert.match(go.stdout, /^package main\n\nimport \(\n\t"context"\n/);
  const other = await terminal.run(['quickstart', id, '--redirect-uri', uris[1]!, '--json']);
  assert.deepEqual(
    [other.json['language'], (other.json['notes'] as string[]).includes('registerHere')],
    ['curl', false],
  );
  const cobol = await terminal.run(['quickstart', id, '--language', 'cobol']);
  assert.deepEqual([cobol.code, /There are: curl, python, node/.test(cobol.stderr)], [2, true]);
  assert.equal((await terminal.run(['quickstart', id, '--redirect-uri', 'https://x.example/'])).code, 1);
});
