/** A wrong configuration names its path and what was expected, and never a secret. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from './config.ts';

const provider = {
  slug: 'copernica',
  title: 'Copernica',
  profile: 'copernica',
  issuer: 'http://localhost:4000/copernica',
  apiBase: 'http://localhost:4001/copernica',
  clientId: 'id',
  clientSecret: 'the secret',
  scopes: [],
  locale: 'en',
};
const vault = { file: 'analyzer.db', key: 'A'.repeat(43) };
const file = { port: 4002, baseUrl: 'http://localhost:4002', vault, providers: [provider] };

test('a complete configuration is taken as it stands', () => {
  assert.deepEqual(parseConfig(file), file);
  assert.deepEqual(parseConfig({ ...file, host: '127.0.0.1' }), { ...file, host: '127.0.0.1' });
});

test('a wrong value names its path and what was expected', () => {
  const cases: [unknown, RegExp][] = [
    [[], /the file must be an object/],
    [{ ...file, port: '4002' }, /port must be a port number/],
    [
      { ...file, baseUrl: 'http://localhost:4002/' },
      /the file\.baseUrl must be an http\(s\) address without/,
    ],
    [{ ...file, providers: [{ ...provider, slug: 'A/B' }] }, /providers\[0\]\.slug must be lower case/],
    [
      { ...file, providers: [{ ...provider, clientSecret: '' }] },
      /providers\[0\]\.clientSecret must be a text/,
    ],
    [
      { ...file, providers: [{ ...provider, profile: 'x' }] },
      /providers\[0\]\.profile must be the name of a profile/,
    ],
    [{ ...file, vault: { ...vault, key: 'short' } }, /vault\.key must be 32 bytes/],
  ];
  for (const [value, message] of cases) assert.throws(() => parseConfig(value), message);
});
