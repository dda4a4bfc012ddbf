import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCrmConfig } from './config.ts';
import { sampleAccount } from './sample-data.ts';

const provider = {
  slug: 'fliki',
  profile: 'fliki',
  issuer: 'http://localhost:4000/fliki',
  guardSecret: 'guard-secret-of-at-least-32-characters',
  scopes: { read: 'files:read', write: 'files:write' },
};

test('a whole configuration is parsed', () => {
  const config = { port: 4100, providers: [provider] };
  assert.deepEqual(parseCrmConfig(JSON.stringify(config)), config);
});

const WRONG: [object, RegExp][] = [
  [{ port: 'x', providers: [provider] }, /^port: expected a number/],
  [{ port: 1, providers: [] }, /^providers: expected a list/],
  [
    { port: 1, providers: [{ ...provider, profile: 'toString' }] },
    /^providers\[0\]\.profile: expected standard, /,
  ],
  [{ port: 1, providers: [{ ...provider, slug: '../x' }] }, /^providers\[0\]\.slug: expected lower case/],
  [
    { port: 1, providers: [{ ...provider, scopes: { read: 'x' } }] },
    /^providers\[0\]\.scopes\.write: expected a text/,
  ],
];
for (const [config, message] of WRONG) {
  test(`a wrong configuration names its place: ${message.source}`, () => {
    assert.throws(() => parseCrmConfig(JSON.stringify(config)), { message });
  });
}

test('the sample of an account is the same every time, and fit for charts', () => {
  const sample = sampleAccount('fliki/account1');
  assert.deepEqual(sampleAccount('fliki/account1'), sample);
  assert.notDeepEqual(sampleAccount('fliki/account2'), sample);
  const { people, companies } = sample;
  assert.equal(people.length, 120);
  assert.equal(new Set(companies.map(({ name }) => name)).size, 15);
  assert.equal(new Set(people.map(({ email }) => email)).size, 120);
  assert.ok(people.every(({ age }) => age !== null && age >= 18 && age <= 78));
  assert.ok(new Set(people.map(({ city }) => city)).size >= 8);
  assert.ok(
    people.every(({ last_opened }) => last_opened === null || /^202[3-6]-\d\d-\d\d$/.test(last_opened)),
  );
});
