import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCredential } from '@valetkey/protocol';
import { CredentialCache, credentialKey } from './credential-cache.ts';
import { endedIds, RecentEndings } from './endings.ts';
import { activeToken } from './fixtures.ts';

const LIMITS = { maxEntries: 3, maxSeconds: 30, negativeSeconds: 2 };
const at = (seconds: number) => ({ elapsedMs: seconds * 1000, wallMs: 1_800_000_000_000 + seconds * 1000 });
const expiry = (seconds: number) => 1_800_000_000 + seconds;

test('S-Q7: the key is a digest of the whole credential, never the credential', () => {
  const key = (value: string, email: string): ApiCredential => ({
    type: 'api_key',
    value,
    companions: { 'x-pw-useremail': email },
  });
  const keys = [
    credentialKey({ type: 'bearer', value: 'token-value' }),
    credentialKey({ type: 'bearer', value: 'token-valu' }),
    credentialKey(key('token-value', 'ann@example.com')),
    credentialKey(key('token-value', 'bob@example.com')),
  ];
  assert.equal(new Set(keys).size, 4);
  for (const made of keys) {
    assert.equal(made.length, 43);
    assert.ok(!made.includes('token'));
  }
});

test('S-Q7: an answer is believed until maxSeconds have passed, and not longer', () => {
  const cache = new CredentialCache(LIMITS);
  cache.keep('a', activeToken(), at(0));
  assert.ok(cache.find('a', at(29.9)));
  assert.equal(cache.find('a', at(30)), null);
});

test('S-Q7: an answer is not believed after the token’s own exp', () => {
  const cache = new CredentialCache(LIMITS);
  cache.keep('a', activeToken({ expires_at: expiry(5) }), at(0));
  assert.ok(cache.find('a', at(4.9)));
  assert.equal(cache.find('a', at(5)), null);
});

test('S-Q7 S-E11: exp counts on the wall clock, however little time has passed', () => {
  const cache = new CredentialCache(LIMITS);
  cache.keep('a', activeToken({ expires_at: expiry(5) }), at(0));
  assert.equal(cache.find('a', { elapsedMs: 1, wallMs: at(3600).wallMs }), null);
});

test('S-E11: a wall clock set back does not prolong an answer’s life', () => {
  const cache = new CredentialCache(LIMITS);
  cache.keep('a', activeToken(), at(0));
  assert.equal(cache.find('a', { elapsedMs: 30_000, wallMs: at(-3600).wallMs }), null);
});

test('S-Q7: bounded, and the one used longest ago goes first', () => {
  const cache = new CredentialCache(LIMITS);
  for (const key of ['a', 'b', 'c']) cache.keep(key, activeToken(), at(0));
  cache.find('a', at(1));
  cache.keep('d', activeToken(), at(1));
  assert.deepEqual(cache.keys().toSorted(), ['a', 'c', 'd']);
});

test('S-Q7: refused credentials are remembered shortly, bounded, and push out no live one', () => {
  const cache = new CredentialCache(LIMITS);
  cache.keep('live', activeToken(), at(0));
  for (let i = 0; i < 100; i++) cache.keep(`guess${i}`, { active: false }, at(0));
  assert.equal(cache.size, 4);
  assert.ok(cache.find('live', at(1)));
  assert.deepEqual(cache.find('guess99', at(1.9)), { active: false });
  assert.equal(cache.find('guess99', at(2)), null);
});

const MEMBERS = [
  ['family_id', 'family1'],
  ['connection_id', 'connection1'],
  ['app_id', 'app1'],
  ['user_id', 'user1'],
  ['account_id', 'account1'],
  ['api_key_id', 'key1'],
] as const;
for (const [member, id] of MEMBERS) {
  test(`S-Q7: an ending by ${member} purges what matches, and only that`, () => {
    const cache = new CredentialCache(LIMITS);
    const other = {
      family_id: 'f2',
      connection_id: 'c2',
      api_key_id: 'k2',
      app: null,
      user: null,
      account: null,
    };
    cache.keep('mine', activeToken({ api_key_id: 'key1' }), at(0));
    cache.keep('other', activeToken(other), at(0));
    cache.remove(endedIds([{ [member]: id }]));
    assert.deepEqual(cache.keys(), ['other']);
  });
}

test('S-Q7: an answer that left before an ending is overtaken by it; one that left after is not', () => {
  const recent = new RecentEndings();
  const before = recent.generation;
  recent.add(endedIds([{ user_id: 'user1' }]));
  assert.equal(recent.overtook(before, activeToken()), true);
  assert.equal(recent.overtook(recent.generation, activeToken()), false);
  assert.equal(recent.overtook(before, activeToken({ user: null })), false);
});

test('S-Q7: what is older than the remembered endings counts as overtaken', () => {
  const recent = new RecentEndings();
  const before = recent.generation;
  for (let i = 0; i < 200; i++) recent.add(endedIds([{ user_id: `other${i}` }]));
  assert.equal(recent.overtook(before, activeToken()), true);
  const afterwards = recent.generation;
  recent.forget();
  assert.equal(recent.overtook(afterwards, activeToken()), true);
});

test('S-Q7: a credential has one answer, the newest; after clear() there is none, good or bad', () => {
  const cache = new CredentialCache(LIMITS);
  cache.keep('a', { active: false }, at(0));
  cache.keep('a', activeToken(), at(0));
  assert.deepEqual(cache.keys(), ['a']);
  cache.keep('b', { active: false }, at(0));
  cache.clear();
  assert.deepEqual(cache.keys(), []);
});

test('S-Q7: one answer of the feed may bring endings of several kinds: each counts by itself', () => {
  const ended = endedIds([{ family_id: 'family1' }, { user_id: 'somebody-else' }, { account_id: 'another' }]);
  assert.equal(ended.match(activeToken()), true);
  assert.equal(ended.match(activeToken({ family_id: 'family2' })), false);
  assert.equal(ended.match({ active: false }), false);
});
