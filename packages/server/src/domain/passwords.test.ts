/** Passwords: argon2id in a bounded pool (S-K1 to S-K3). */
import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { MAX_PASSWORD_BYTES, PasswordPool } from './passwords.ts';

const pool = new PasswordPool();

test('S-K1 a hash is argon2id with 19 MiB, two passes, a salt of its own, in PHC form', async () => {
  const [one, two] = [await pool.hash('correct horse'), await pool.hash('correct horse')];
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.notEqual(one, two);
  assert.equal(await pool.verify('correct horse', one), true);
  assert.equal(await pool.verify('correct horsf', one), false);
});

test('S-K3 nothing is cut off, any characters count, and look-alike spellings of one text are one', async () => {
  const long = 'ü'.repeat(500);
  const hash = await pool.hash(long);
  assert.equal(await pool.verify(long, hash), true);
  assert.equal(await pool.verify(`${long.slice(0, -1)}v`, hash), false);
  assert.equal(await pool.verify('e\u0301', await pool.hash('é')), true);
  assert.equal(await pool.verify('a\0b', await pool.hash('a\0c')), false);
});

test('S-K3 more than 1,024 bytes are refused without hashing them', async () => {
  const text = 'a'.repeat(MAX_PASSWORD_BYTES + 1);
  const startedAt = performance.now();
  assert.equal(await pool.verify(text, await pool.hash('x')), false);
  assert.ok(performance.now() - startedAt < 2000);
});

test('S-K4 without a user it is false, and takes a hash’s time', async () => {
  await pool.verify('warm', null);
  const timeOf = async (hash: string | null): Promise<number> => {
    const startedAt = performance.now();
    assert.equal(await pool.verify('wrong', hash), false);
    return performance.now() - startedAt;
  };
  const known = await timeOf(await pool.hash('right'));
  const unknown = await timeOf(null);
  assert.ok(unknown > known / 4, `${unknown} ms for nobody, ${known} ms for somebody`);
});

test('S-T11 the parameters of an older hash are honoured', async () => {
  const nonce = Buffer.alloc(16, 1);
  const tag = argon2Sync('argon2id', {
    message: 'old',
    nonce,
    memory: 8192,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  const hash = `$argon2id$v=19$m=8192,t=1,p=1$${unpadded(nonce)}$${unpadded(tag)}`;
  assert.equal(await pool.verify('old', hash), true);
  assert.equal(await pool.verify('new', hash), false);
});

test('a damaged hash never lets anybody in', async () => {
  for (const hash of [
    '',
    'plain',
    '$argon2id$v=19$m=19456,t=2,p=1$$',
    '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA',
  ])
    assert.equal(await pool.verify('', hash).catch(() => false), false, hash);
});

test('S-K2 more sign-ins than the pool holds are told to come again, and those inside are answered', async () => {
  const small = new PasswordPool({ concurrency: 1, maxWaiting: 2 });
  const results = await Promise.allSettled(Array.from({ length: 10 }, async () => await small.hash('x')));
  const refused = results
    .filter(r => r.status === 'rejected')
    .map(r => r.reason as { code: string; retryAfterSeconds: number });
  assert.equal(results.length - refused.length, 3);
  for (const error of refused)
    assert.deepEqual([error.code, error.retryAfterSeconds], ['too_many_requests', 3]);
  assert.match(await small.hash('again'), /^\$argon2id/);
});
