/** The state judge against random states, which it never refuses, and against those people write (R25, S-X3). */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { toErrorText } from './errors.ts';
import { judgeState, STATE_EXAMPLE, type StateRefusal } from './state-policy.ts';

const nowSeconds = 1_732_104_961;
const clientId = '0jd9v8h7k2m4n6p8q0r2s4t6u8';
const judge = (state: string | undefined) => judgeState(state, { clientId, nowSeconds });

const encodings: Record<string, () => string> = {
  hex: () => randomBytes(16).toString('hex'),
  'upper-case hex': () => randomBytes(16).toString('hex').toUpperCase(),
  base64url: () => randomBytes(16).toString('base64url'),
  base64: () => randomBytes(16).toString('base64'),
  'base64 without padding': () => randomBytes(16).toString('base64').replace(/=+$/, ''),
  UUIDv4: () => randomUUID(),
};

for (const [encoding, make] of Object.entries(encodings)) {
  test(`S-X3: of 20,000 random 128-bit states in ${encoding} none is refused`, () => {
    for (let i = 0; i < 20_000; i += 1) {
      const state = make();
      assert.ok(judge(state).ok, state);
    }
  });
}

test('S-X3: longer random states are never refused', () => {
  for (let i = 0; i < 5000; i += 1) {
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const state = randomBytes(20 + (i % 45)).toString(encoding);
      assert.ok(judge(state).ok, state);
    }
  }
});

test('R25: the example is one line that makes a state which is accepted', () => {
  assert.equal(STATE_EXAMPLE, 'const state = crypto.randomUUID();');
  assert.deepEqual(judge(globalThis.crypto.randomUUID()), { ok: true });
});

const hex = (text: string): string => Buffer.from(text).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const refused: Record<StateRefusal, readonly (string | undefined)[]> = {
  missing: [undefined, ''],
  too_short: [
    '1',
    'state',
    'test',
    'xyz',
    '123456',
    'random',
    '1732104961',
    '1732104961123',
    'af0ifjsldkj',
    '00000000000000000001',
    'my-state',
    'password12345',
    '0123456789abcdef',
    'abcdefghijklmnopqrstu',
    '9f86d081884c7d659a2feaa0',
    '9F86D081-884C7D65-9A2FEAA0',
    '31415926535897932384626433',
    '2024-11-20T18:16:01.000Z',
    'hello world, hello world!',
    '{"user":42,"next":"/home"}',
    'AAAAAAAAAAAAAAAAAAAAAA==',
  ],
  few_characters: [
    'a'.repeat(32),
    '0'.repeat(32),
    '00000000000000000000000000000001',
    'ab'.repeat(16),
    '0102030405010203040501020304050102',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    '00000000-0000-0000-0000-000000000000',
    '11111111-1111-4111-8111-111111111111',
    'zzzzzzzzzzzzzzzzzzzzzz',
    '-'.repeat(40),
    'teststate'.repeat(4),
    '12'.repeat(20),
  ],
  repeating: [
    '0123456789abcdef0123456789abcdef',
    'k3J9xQ2mZ7p0'.repeat(3),
    'abcd1234-abcd1234-abcd1234-abcd1234',
    'q8Wz3nT7Lk5q8Wz3nT7Lk5',
    'f3a9c27d51e80b64f3a9c27d51e80b64',
    `x9Kq${'7'.repeat(24)}Zp3mLw8`,
    base64('k3J9xQ2mZ7p0k3J9xQ2mZ7p0'),
  ],
  sequence: [
    'abcdefghijklmnopqrstuvwxyz012345',
    'abcdefghijklmnopqrstuvwxyz',
    'zyxwvutsrqponmlkjihgfedcba987654',
    'qwertyuiopasdfghjklzxcvbnm123456',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9',
    'acegikmoqsuwybdfhjlnprtvxz024680',
    '000102030405060708090a0b0c0d0e0f',
    '001002003004005006007008009010011',
    'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6',
    'azertyuiopqsdfghjklmwxcvbn123456',
    'abcd-efgh-ijkl-mnop-qrst-uvwx-yz01',
    '1000100110021003100410051006100710081009',
    'AAECAwQFBgcICQoLDA0ODw==',
  ],
  time: [
    '00000000000000000000001732104961',
    '0000000000000000000000673e27c1b9',
    'AAAAAAAAAABnPiWBPmPBZz4lgQ==',
    '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    'c232ab00-9414-11ec-b3c8-9f6bdeced846',
    '1ec9414c-232a-6b00-b3c8-9f6bdeced846',
    '1732104961123-1732104961-673e2781',
    '2024-11-20T18:16:01.123Z-2024-11-20',
    'state_1732104961_1732104961123456',
    '1732104961123456789-1732104961123456',
    '2024-11-20 18:16:01 and 2024-11-20 18:17:02',
    'login-20241120181601-for-user-000042',
    hex('1732104961.1732104961'),
    base64('time=1732104961123&n=00001'),
  ],
  words: [
    'thisisaverylongstatethatnobodywillguess',
    'my-state-for-the-login-of-user-nine',
    'correct horse battery staple forever',
    'state-2024-database-analyzer-number-0001',
    'mysecretstatefordatabaseanalyzer',
    'teststatestatetesttestloginlogout',
    'hello-world-this-is-my-random-state',
    'csrf_token_for_the_copernica_website',
    'willekeurigwachtwoordvoorgebruiker',
    'secretpasswordsecrettoken',
    'my-little-state-number-42',
    base64('this is my secret state'),
    hex('test state for login'),
  ],
  client_id: [
    clientId,
    `${clientId}-${clientId}`,
    `state-${clientId}-1`,
    `${clientId.toUpperCase()}ABCDEF`,
    `${clientId}9f86d081884c7d659a2feaa0c55ad015`,
    base64(`app:${clientId}`),
  ],
};

for (const [reason, states] of Object.entries(refused)) {
  test(`S-X3, R25: refused as ${reason}, each with an explanation`, () => {
    for (const state of states) {
      const judgement = judge(state);
      assert.ok(!judgement.ok, `accepted: ${state}`);
      assert.equal(judgement.reason, reason, `judged: ${state}`);
      assert.equal(toErrorText(judgement.explanation), judgement.explanation);
    }
  });
}

test('S-X3: a random state beside a word, a time or a short client id is accepted', () => {
  for (const prefix of ['login-', 'state.', '1732104961-', 'demo']) {
    assert.ok(judgeState(prefix + randomBytes(16).toString('hex'), { clientId: 'demo', nowSeconds }).ok);
  }
});

test('S-V2: the longest state is judged in a few milliseconds', () => {
  const states = [randomBytes(1024).toString('hex'), 'a'.repeat(2048), '20241120'.repeat(256)];
  for (const state of states) {
    const start = performance.now();
    judge(state);
    assert.ok(performance.now() - start < 50, state.slice(0, 10));
  }
});
