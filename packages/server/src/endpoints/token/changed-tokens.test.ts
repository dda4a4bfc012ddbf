/** A token changed in any way is none (S-D11), and a token of one kind is none of another kind (S-B19). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBearer, connect, exchange, refreshTokens } from '../../fixtures.ts';
import { createApiKey } from '../../domain/api-keys.ts';
import { introspect, openConnected, type Connected } from '../../token-fixtures.ts';

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Every character exchanged, every length cut, and the spellings that lenient decoders take for the same. */
function* changes(token: string): Generator<string> {
  for (let i = 0; i < token.length; i++) {
    const at = BASE64URL.indexOf(token[i]!);
    // A neighbour differs in the lowest bit: in the last character that bit may be one that no byte uses.
    for (const other of [
      BASE64URL[at ^ 1],
      BASE64URL[at ^ 32],
      token[i]!.toUpperCase(),
      token[i]!.toLowerCase(),
    ])
      if (other !== undefined && other !== token[i]) yield token.slice(0, i) + other + token.slice(i + 1);
  }
  for (let length = 0; length < token.length; length++) yield token.slice(0, length);
  for (let start = 1; start < 8; start++) yield token.slice(start);
  for (const tail of ['A', '=', '==', '.', '/', '%00', ' ', '-', '_', 'AAAA']) yield token + tail;
  for (const head of ['A', ' ', 'vkr_', '=']) yield head + token;
  const middle = token.length >> 1;
  for (const junk of ['.', '=', ' ', '~', '+', '/', '%2d'])
    yield token.slice(0, middle) + junk + token.slice(middle);
  yield token.replaceAll('-', '+').replaceAll('_', '/');
  yield [...token].map(c => `%${c.charCodeAt(0).toString(16)}`).join('');
  yield token.toUpperCase();
  yield token.toLowerCase();
  yield token + token;
}

function changesOf(token: string): string[] {
  return [...new Set(changes(token))].filter(text => text !== token && text.trim() !== '');
}

test('S-D11 a refresh token changed in any character, cut, extended or re-cased is invalid_grant', async t => {
  const of = await openConnected(t, 'standard');
  for (const changed of changesOf(of.refresh)) {
    const answer = await refreshTokens(of.server, 'standard', of.app, changed);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_grant'], changed);
  }
  assert.equal(
    (await refreshTokens(of.server, 'standard', of.app, of.refresh)).status,
    200,
    'nothing was touched',
  );
});

test('S-B4 S-D11 an authorization code changed anywhere is invalid_grant, and the true one is redeemed after all that', async t => {
  const of = await openConnected(t, 'standard');
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  for (const changed of changesOf(code)) {
    const answer = await exchange(of.server, 'standard', of.app, changed);
    assert.deepEqual([answer.status, answer.json['error']], [400, 'invalid_grant'], changed);
  }
  assert.equal((await exchange(of.server, 'standard', of.app, code)).status, 200);
});

for (const [format, slug, config] of [
  ['signed', 'standard', {}],
  ['jwt', 'standard', { accessToken: { format: 'jwt' } }],
  ['stored', 'copper', {}],
  ['stored', 'copernica', {}],
] as const) {
  test(`S-D11 CVE-2026-27840: ${format} (${slug}): only the very text that was issued is an access token`, async t => {
    const of = await openConnected(t, slug, { config });
    for (const changed of changesOf(of.access))
      assert.deepEqual((await introspect(of, changed)).json, { active: false }, changed);
    assert.equal((await introspect(of, of.access)).json['active'], true);
  });
}

async function everyKind(of: Connected): Promise<Record<'code' | 'refresh' | 'access' | 'key', string>> {
  const { code = '' } = await connect(of.server, 'standard', of.app.app);
  const { user, accounts } = of.person;
  const { key } = await createApiKey(
    of.server.core,
    of.server.provider('standard'),
    { user, account: accounts[0]!, label: 'test' },
    'operator',
  );
  return { code, refresh: of.refresh, access: of.access, key };
}

test('S-B19 each kind of credential is refused in the place of every other, also under the other’s prefix', async t => {
  const of = await openConnected(t, 'standard');
  const kinds = await everyKind(of);
  const prefixes = { code: 'vkc_', refresh: 'vkr_', access: 'vka_', key: 'vkk_' };
  for (const [kind, text] of Object.entries(kinds)) {
    for (const [place, prefix] of Object.entries(prefixes)) {
      if (kind === place) continue;
      for (const presented of [text, prefix + text.slice(4)])
        assert.equal(await isTaken(of, place, presented), false, `${kind} as ${place}: ${presented}`);
    }
  }
});

async function isTaken(of: Connected, place: string, text: string): Promise<boolean> {
  if (place === 'code') return (await exchange(of.server, 'standard', of.app, text)).status === 200;
  if (place === 'refresh') return (await refreshTokens(of.server, 'standard', of.app, text)).status === 200;
  const answer = await checkBearer(of.server, 'standard', text);
  return answer['active'] === true && answer['kind'] === (place === 'key' ? 'api_key' : 'token');
}
