import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentOfCall, LATENCY_CLASSES, latencyClass, latencyQuantile, networkOfCall } from './usage.ts';

test('R52 durations fall into classes, and a quantile names the bound they stayed under', () => {
  assert.deepEqual([0, 5, 6, 1000, 2500, 2501].map(latencyClass), [0, 0, 1, 7, 8, 9]);
  const counts = Array.from({ length: LATENCY_CLASSES }, () => 0);
  assert.equal(latencyQuantile(counts, 0.5), null);
  counts[1] = 90;
  counts[5] = 9;
  counts[9] = 1;
  assert.deepEqual(
    [0.5, 0.9, 0.95, 0.99, 1].map(share => latencyQuantile(counts, share)),
    [10, 10, 250, 250, Infinity],
  );
});

test('R52 a network is coarse: /24 and /48, mapped and short spellings folded, nothing else is one', () => {
  const networks = {
    '198.51.100.77': '198.51.100.0/24',
    '::ffff:198.51.100.77': '198.51.100.0/24',
    '2001:db8:1:2::9': '2001:db8:1::/48',
    '2001:0DB8:0001::1': '2001:db8:1::/48',
    '2001:db8::1': '2001:db8:0::/48',
    '::1': '0:0:0::/48',
    'fe80::1%eth0': 'fe80:0:0::/48',
    '': null,
    unknown: null,
    'example.com': null,
    '1.2.3': null,
  };
  for (const [address, network] of Object.entries(networks))
    assert.equal(networkOfCall(address), network, address);
});

test('R52 a user agent is its product, bounded', () => {
  assert.equal(agentOfCall('python-requests/2.32.1'), 'python-requests');
  assert.equal(agentOfCall('Mozilla/5.0 (X11; Linux)'), 'Mozilla');
  assert.equal(agentOfCall(`${'a'.repeat(300)}/1`), 'a'.repeat(40));
  for (const odd of ['', ' x', '<script>', '(x)']) assert.equal(agentOfCall(odd), null);
});
