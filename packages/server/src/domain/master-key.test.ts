/** The master key: its forms, its file, what it wraps. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { MasterKey, masterKeyFromFile, parseMasterKey } from './master-key.ts';

const HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

function directory(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'valetkey-master-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('hex, base64 and base64url of the same bytes are the same key', () => {
  const bytes = Buffer.from(HEX, 'hex');
  const wrapped = parseMasterKey(HEX, 'x').wrap(Buffer.from('secret'), 'mac-1');
  for (const text of [HEX.toUpperCase(), ` ${HEX}\n`, bytes.toString('base64'), bytes.toString('base64url')])
    assert.equal(parseMasterKey(text, 'x').unwrap(wrapped, 'mac-1').toString(), 'secret');
});

test('a key of another form names where it came from and what was expected, never itself', () => {
  for (const text of [
    '',
    'short',
    HEX.slice(1),
    `${HEX}00`,
    'x'.repeat(64),
    'a'.repeat(42),
    `${'a'.repeat(43)}==`,
  ])
    assert.throws(() => parseMasterKey(text, 'VALETKEY_MASTER_KEY'), {
      name: 'ConfigError',
      message:
        'VALETKEY_MASTER_KEY: expected 32 bytes as 64 hex digits or base64 (make one with: openssl rand -hex 32).',
    });
  assert.throws(() => new MasterKey(Buffer.alloc(31)), /has 31 bytes; expected 32/);
});

test('S-T6 what is wrapped opens only under its own name and unchanged; twice wrapped, it differs', () => {
  const master = parseMasterKey(HEX, 'x');
  const plain = Buffer.alloc(32, 9);
  const wrapped = master.wrap(plain, 'mac-1');
  assert.notEqual(master.wrap(plain, 'mac-1'), wrapped, 'a nonce of its own');
  assert.deepEqual(master.unwrap(wrapped, 'mac-1'), plain);
  assert.throws(() => master.unwrap(wrapped, 'mac-2'), { name: 'ConfigError' });
  const bytes = Buffer.from(wrapped, 'base64url');
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i]! ^= 1;
    assert.throws(
      () => master.unwrap(changed.toString('base64url'), 'mac-1'),
      { name: 'ConfigError' },
      `byte ${i}`,
    );
  }
  for (const length of [0, 11, 12, 27, 28]) {
    const short = bytes.subarray(0, length).toString('base64url');
    assert.throws(() => master.unwrap(short, 'mac-1'), { name: 'ConfigError' });
  }
});

test('S-T10 the embedded default is made once, for its owner alone', t => {
  const path = join(directory(t), 'data', 'master.key');
  const first = masterKeyFromFile(path, { create: true });
  assert.match(readFileSync(path, 'utf8'), /^[0-9a-f]{64}\n$/);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(join(path, '..')).mode & 0o777, 0o700);
  const wrapped = first.wrap(Buffer.from('x'), 'c');
  assert.equal(masterKeyFromFile(path, { create: true }).unwrap(wrapped, 'c').toString(), 'x');
});

test('S-T10 a file of ours that others can read is closed; one that the operator named is refused', t => {
  const path = join(directory(t), 'master.key');
  writeFileSync(path, HEX);
  chmodSync(path, 0o644);
  assert.throws(() => masterKeyFromFile(path, { create: false }), {
    name: 'ConfigError',
    message: `${path} can be read by others. Run: chmod 600 ${path}`,
  });
  masterKeyFromFile(path, { create: true });
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.throws(
    () => masterKeyFromFile(join(path, '..', 'none'), { create: false }),
    /There is no master key at/,
  );
});

test('a place where no key can be made or read is told to the operator, with what to do', t => {
  const file = join(directory(t), 'file');
  writeFileSync(file, '');
  for (const path of [join(file, 'master.key'), directory(t)])
    assert.throws(() => masterKeyFromFile(path, { create: true }), {
      name: 'ConfigError',
      message: /^The master key .+ cannot be used \(E[A-Z]+, [a-z]+\)\. /,
    });
});
