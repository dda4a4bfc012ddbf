/** Codes and tokens as signed pointers: what is written is read back, and nothing else is. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { openTestServer } from '../fixtures.ts';
import { newId } from './ids.ts';
import type { KeyRing } from './keys.ts';
import {
  decodeAccess,
  decodeCode,
  decodeRefresh,
  encodeAccess,
  encodeCode,
  encodeRefresh,
  type CodeContent,
} from './token-format.ts';

const SECRET = 'family-secret';
const HASH = createHash('sha256').update('https://app.example/callback').digest();

async function openRing(t: TestContext): Promise<KeyRing> {
  return (await openTestServer(t)).core.keys;
}

function codeContent(changes: Partial<CodeContent> = {}): CodeContent {
  return {
    familyId: newId(1),
    connectionId: newId(1),
    revision: 7,
    expiresAt: 4_000_000_000,
    codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    redirectUriGiven: true,
    redirectUriHash: HASH,
    scopeMask: Buffer.from([5, 128]),
    ...changes,
  };
}

test('S-B21 a code brings back everything that was authorized, with and without challenge', async t => {
  const keys = await openRing(t);
  for (const changes of [
    {},
    { codeChallenge: null },
    { redirectUriGiven: false },
    { scopeMask: Buffer.alloc(0) },
    { revision: 4_294_967_295 },
  ]) {
    const content = codeContent(changes);
    assert.deepEqual(await decodeCode(keys, encodeCode(keys.macKey, content)), content);
  }
});

test('S-D14 S-B1 codes and tokens carry a MAC of 256 bits behind their prefix', async t => {
  const keys = await openRing(t);
  const refresh = encodeRefresh(keys.macKey, { familyId: newId(1), generation: 3 }, SECRET);
  assert.match(refresh, /^vkr_[A-Za-z0-9_-]{74}$/);
  assert.match(encodeCode(keys.macKey, codeContent()), /^vkc_[A-Za-z0-9_-]{190,200}$/);
  assert.equal(Buffer.from(refresh.slice(4), 'base64url').length, 3 + 16 + 4 + 32);
});

test('a refresh and an access token come back, and are believed only with their family’s own secret', async t => {
  const keys = await openRing(t);
  const family = { familyId: newId(1), generation: 3 };
  const access = { familyId: newId(1), expiresAt: 4_000_000_000, serial: 9, scopeMask: Buffer.from([3]) };
  for (const [decoded, content] of [
    [await decodeRefresh(keys, encodeRefresh(keys.macKey, family, SECRET)), family],
    [await decodeAccess(keys, encodeAccess(keys.macKey, access, SECRET)), access],
  ] as const) {
    assert.deepEqual(decoded?.content, content);
    assert.equal(decoded?.isAuthentic(SECRET), true);
    for (const other of ['', 'x', `${SECRET}x`, SECRET.slice(1)])
      assert.equal(decoded?.isAuthentic(other), false);
  }
});

test('S-D4 the same generation gives the same token; the next one another', async t => {
  const keys = await openRing(t);
  const familyId = newId(1);
  const make = (generation: number) => encodeRefresh(keys.macKey, { familyId, generation }, SECRET);
  assert.equal(make(1), make(1));
  assert.notEqual(make(1), make(2));
});

test('S-B19 the bytes of one kind are not read as another kind', async t => {
  const keys = await openRing(t);
  const body = (text: string): string => text.slice(4);
  const refresh = encodeRefresh(keys.macKey, { familyId: newId(1), generation: 3 }, SECRET);
  const code = encodeCode(keys.macKey, codeContent());
  assert.equal(await decodeAccess(keys, `vka_${body(refresh)}`), null);
  assert.equal(await decodeAccess(keys, `vka_${body(code)}`), null);
  assert.equal(await decodeRefresh(keys, `vkr_${body(code)}`), null);
  assert.equal(await decodeCode(keys, `vkc_${body(refresh)}`), null);
  // Even with the type byte rewritten, the key of the other kind does not fit.
  const bytes = Buffer.from(
    body(
      encodeAccess(
        keys.macKey,
        { familyId: newId(1), expiresAt: 1, serial: 1, scopeMask: Buffer.alloc(0) },
        SECRET,
      ),
    ),
    'base64url',
  );
  bytes[0] = 2;
  assert.equal(await decodeRefresh(keys, `vkr_${bytes.toString('base64url')}`), null);
});

test('S-V2 texts of any size and form are refused without an exception', async t => {
  const keys = await openRing(t);
  for (const text of [
    '',
    'vka_',
    'vkc_',
    'vkr_',
    `vka_${'A'.repeat(2000)}`,
    'vka_%%%',
    'vka_\u0000',
    `vkr_${'_'.repeat(74)}`,
  ]) {
    assert.equal(await decodeCode(keys, text), null);
    assert.equal(await decodeRefresh(keys, text), null);
    assert.equal(await decodeAccess(keys, text), null);
  }
});
