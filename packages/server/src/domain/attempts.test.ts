/** Limits on guessing: counting, waiting, forgetting; and which addresses are one network. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attempts, networkOf } from './attempts.ts';

const RULE = { free: 3, firstWaitSeconds: 1, maxWaitSeconds: 8, forgetSeconds: 60 };

test('S-C10 after the free ones each failure doubles the wait, up to the longest', () => {
  const attempts = new Attempts(RULE);
  const waits: number[] = [];
  let now = 0;
  for (let i = 0; i < 8; i++) {
    attempts.failed('k', now);
    const wait = attempts.waitOf('k', now);
    waits.push(wait);
    now += wait * 1000;
  }
  assert.deepEqual(waits, [0, 0, 1, 2, 4, 8, 8, 8]);
});

test('asking how long to wait counts nothing', () => {
  const attempts = new Attempts(RULE);
  for (let i = 0; i < 100; i++) assert.equal(attempts.waitOf('k', 0), 0);
  for (let i = 0; i < 2; i++) assert.equal(attempts.begin('k', 0), 0);
  assert.equal(attempts.waitOf('k', 0), 0);
});

test('S-E5 what begins counts before it is judged: of 1,000 at once the free ones pass', () => {
  const attempts = new Attempts(RULE);
  const passed = Array.from({ length: 1000 }, () => attempts.begin('k', 0)).filter(wait => wait === 0);
  assert.equal(passed.length, 3);
});

test('S-V9 other keys are free; success and time forget', () => {
  const attempts = new Attempts(RULE);
  for (let i = 0; i < 5; i++) attempts.failed('k', 0);
  assert.equal(attempts.waitOf('other', 0), 0);
  attempts.succeeded('k', 0);
  assert.equal(attempts.waitOf('k', 0), 0);
  for (let i = 0; i < 5; i++) attempts.failed('k', 0);
  attempts.failed('k', 61_000);
  assert.equal(attempts.waitOf('k', 61_000), 0, 'a minute later it begins anew');
});

test('S-V9 a network that proved itself is not made to wait for a while, whoever guesses there', () => {
  const attempts = new Attempts({ ...RULE, trustSeconds: 60 });
  const guess = (nowMs: number): void => {
    for (let i = 0; i < 5; i++) attempts.failed('k', nowMs);
  };
  guess(0);
  assert.ok(attempts.waitOf('k', 0) > 0, 'not proven yet');
  attempts.succeeded('k', 20_000);
  guess(30_000);
  assert.equal(attempts.waitOf('k', 30_000), 0);
  guess(81_000);
  assert.ok(attempts.waitOf('k', 81_000) > 0, 'its proof is too old');
});

test('S-V9 the same wrong secret again and again is one guess', () => {
  const attempts = new Attempts(RULE);
  for (let i = 0; i < 100; i++) attempts.failed('k', 0, 'old secret');
  assert.equal(attempts.waitOf('k', 0), 0);
  for (let i = 0; i < 3; i++) attempts.failed('k', 0, `guess ${i}`);
  assert.ok(attempts.waitOf('k', 0) > 0);
});

test('forgiving takes one back and keeps the others', () => {
  const attempts = new Attempts(RULE);
  for (let i = 0; i < 3; i++) attempts.failed('k', 0);
  attempts.forgive('k');
  assert.equal(attempts.waitOf('k', 0), 0);
  attempts.failed('k', 0);
  assert.equal(attempts.waitOf('k', 0), 1);
  attempts.forgive('unknown');
});

test('S-V8 memory is bounded: the one not seen for longest is forgotten', () => {
  const attempts = new Attempts(RULE, 10);
  for (let i = 0; i < 5; i++) attempts.failed('first', 0);
  for (let i = 0; i < 9; i++) attempts.failed(`k${i}`, 0);
  assert.equal(attempts.waitOf('first', 0), 4);
  attempts.failed('one-more', 0);
  assert.equal(attempts.waitOf('first', 0), 0);
});

test('S-K6 CVE-2026-45364: one network, however an address is written', () => {
  const groups = [
    [
      '192.0.2.1',
      '::ffff:192.0.2.1',
      '::FFFF:192.0.2.1',
      '0:0:0:0:0:ffff:192.0.2.1',
      '::ffff:c000:201',
      '0000:0000:0000:0000:0000:ffff:c000:0201',
    ],
    [
      '2001:db8:0:1::1',
      '2001:0DB8:0000:0001:ffff:ffff:ffff:ffff',
      '2001:db8:0:1:0:0:0:2',
      '2001:db8:0:1::1%eth0',
    ],
    ['::1', '0:0:0:0:0:0:0:1', '::2'],
    ['fe80::1%eth0', 'fe80::1%eth1'],
  ];
  const networks = groups.map(group => new Set(group.map(networkOf)));
  for (const [i, network] of networks.entries())
    assert.equal(network.size, 1, groups[i]!.map(networkOf).join(' '));
  assert.equal(new Set(networks.flatMap(network => [...network])).size, groups.length);
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('2001:db8:0:1::1'), '2001:db8:0:1::/64');
  assert.notEqual(networkOf('2001:db8:0:1::1'), networkOf('2001:db8:0:2::1'));
  for (const junk of ['', 'x', '1.2.3', '999.1.1.1', '[::1]', 'a/b', '::1]/@evil'])
    assert.equal(networkOf(junk), 'unknown', junk);
});

test('S-V9 a network in which somebody mistypes now and then is never made to wait, however long it goes on', () => {
  const attempts = new Attempts(RULE);
  for (let now = 0; now < 3_600_000; now += 20_000) {
    attempts.failed('k', now);
    assert.equal(attempts.waitOf('k', now), 0);
  }
  const faster = new Attempts(RULE);
  let waits = 0;
  for (let now = 0; now < 600_000; now += 3000) if (faster.begin('k', now) > 0) waits++;
  assert.ok(waits > 0, 'who does so without a pause is');
});

test('S-E11 a clock that jumps back locks nobody out until it is there again', () => {
  const attempts = new Attempts(RULE);
  for (let i = 0; i < 5; i++) attempts.failed('k', 10_000_000);
  assert.equal(attempts.waitOf('k', 10_000_000 - 1000), 5);
  assert.equal(attempts.waitOf('k', 0), 0);
  attempts.failed('k', 0);
  assert.equal(attempts.waitOf('k', 0), 0);
});

test('S-V5 an address of any length is read in no time', () => {
  const begun = process.threadCpuUsage();
  for (const text of [':'.repeat(16_000), '0:'.repeat(8000), '%'.repeat(16_000)])
    assert.equal(networkOf(text), 'unknown', text.slice(0, 10));
  assert.ok(process.threadCpuUsage(begun).user < 50_000);
});

test('S-V8 of more keys than it may keep the one that failed longest ago is forgotten, and none that fails now', () => {
  const attempts = new Attempts(RULE, 2);
  const fail = (...keys: string[]): void => keys.forEach(key => attempts.failed(key, 0));
  fail('a', 'a', 'a', 'b', 'b', 'b', 'a', 'new');
  assert.ok(attempts.waitOf('a', 0) > 0);
  assert.equal(attempts.waitOf('b', 0), 0);
});
