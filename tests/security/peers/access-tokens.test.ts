/** Access tokens as JWTs (RFC 9068, RFC 8725) that peers believed although something was wrong or missing. */
import assert from 'node:assert/strict';
import { createHmac, sign } from 'node:crypto';
import { test } from 'node:test';
import { checkBearer } from '../../../packages/server/src/fixtures.ts';
import { openConnected, type Connected } from '../../../packages/server/src/token-fixtures.ts';

type Member = Record<string, unknown>;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Forger extends Connected {
  /** The live token's claims under another header or without some of them, truly signed by the server's own key. */
  signed(header: Member, claims?: Member): string;
  isGood(token: string): Promise<boolean>;
}

async function openForger(t: Parameters<typeof openConnected>[0]): Promise<Forger> {
  const of = await openConnected(t, 'standard', { config: { accessToken: { format: 'jwt' } } });
  const [header, claims] = of.access
    .split('.')
    .slice(0, 2)
    .map(part => JSON.parse(Buffer.from(part, 'base64url').toString()) as Member);
  const { privateKey } = of.server.core.keys.jwtKey;
  const signed: Forger['signed'] = (change, changed = {}) => {
    const input = `${encode({ ...header, ...change })}.${encode({ ...claims, ...changed })}`;
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
  };
  const isGood: Forger['isGood'] = async token =>
    (await checkBearer(of.server, 'standard', token))['active'] === true;
  return { ...of, signed, isGood };
}

test('CVE-2025-59420: a token whose header asks for what we do not know is refused', async t => {
  const { signed, isGood } = await openForger(t);
  assert.equal(await isGood(signed({})), true, 'the forger signs as the server does');
  for (const crit of [['unknown'], ['exp'], ['alg'], [], 'x'])
    assert.equal(await isGood(signed({ crit, unknown: 1 })), false, JSON.stringify(crit));
});

test('CVE-2024-37568 CVE-2026-28498: the algorithm is ours to choose, and one we do not know is no signature', async t => {
  const { server, signed, isGood } = await openForger(t);
  const { keys } = (await server.inject({ method: 'GET', url: '/standard/oauth/jwks' })).json as {
    keys: Member[];
  };
  for (const alg of ['none', 'None', 'HS256', 'HS512', 'RS256', 'ES512', 'XX999', '', null]) {
    const token = signed({ alg });
    const input = token.split('.').slice(0, 2).join('.');
    const publicKey = JSON.stringify(keys[0]);
    const forged = createHmac('sha256', publicKey).update(input).digest('base64url');
    for (const each of [token, `${input}.`, `${input}.${forged}`])
      assert.equal(await isGood(each), false, String(alg));
  }
});

test('GHSA-wxg7-w2v3-w38g: a claim that is missing is not one that is met', async t => {
  const { signed, isGood } = await openForger(t);
  for (const claim of ['exp', 'iat', 'iss', 'aud', 'sub', 'fam', 'ser', 'scope'])
    assert.equal(await isGood(signed({}, { [claim]: undefined })), false, claim);
  for (const claim of ['exp', 'iat', 'iss', 'aud', 'fam', 'ser', 'scope'])
    for (const value of [null, {}, true])
      assert.equal(await isGood(signed({}, { [claim]: value })), false, `${claim} ${JSON.stringify(value)}`);
});
