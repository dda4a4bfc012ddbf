/** The vault in an SQLite file does what every vault does, and holds no token in its files. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SecretText } from '../secret-text.ts';
import { vaultConformance } from './conformance/suite.ts';
import { openSqliteVaultStore, sqliteVault } from './sqlite.ts';

const directory = mkdtempSync(join(tmpdir(), 'valetkey-vault-'));
after(() => rmSync(directory, { recursive: true, force: true }));
let count = 0;

vaultConformance('SQLite', async () => openSqliteVaultStore(join(directory, `${++count}.db`)));

test('S-T1 S-T10 the file and its log hold no token, verifier or state, and are the owner’s alone', async () => {
  const folder = mkdtempSync(join(directory, 'canary-'));
  const vault = sqliteVault(join(folder, 'vault.db'), { key: randomBytes(32) });
  const canaries = ['canary-access', 'canary-refresh', 'canary-state', 'canary-verifier'];
  const [access, refresh, state, verifier] = canaries as [string, string, string, string];
  await vault.insert({
    id: 'c1',
    provider: 'crm',
    owner: 'ada',
    subject: null,
    state: 'connected',
    reason: null,
    version: 1,
    connectedAt: 1,
    updatedAt: 1,
    tokens: {
      access: new SecretText(access),
      refresh: new SecretText(refresh),
      expiresAt: null,
      receivedAt: 1,
      scopes: [],
    },
  });
  await vault.putAttempt(state, verifier, 600);
  const files = readdirSync(folder);
  assert.deepEqual(files.toSorted(), ['vault.db', 'vault.db-shm', 'vault.db-wal']);
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    for (const canary of canaries) assert.equal(bytes.includes(canary), false, `${canary} in ${file}`);
    assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
  }
  assert.equal((await vault.find('c1'))?.tokens.refresh?.reveal(), refresh);
  await vault.close();
});
