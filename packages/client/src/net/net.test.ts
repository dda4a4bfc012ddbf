/** Where credentials go, and where they do not: addresses, redirects, limits, metadata. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { isSpecialUse } from '@valetkey/protocol';
import { createClient } from '../client.ts';
import type { ProviderOptions } from '../client-options.ts';
import { closeServer, listen } from '../fixtures.ts';
import { memoryVault } from '../vault/memory.ts';
import { checkAddress } from './address-policy.ts';
import { httpCall, type Resolve } from './http-call.ts';

let server: Server;
let url: string;
let requests = 0;
let metadata: Record<string, unknown> = {};
before(async () => {
  server = createServer((request, response) => {
    requests += 1;
    if (request.url!.includes('/down')) return void request.socket.destroy();
    if (request.url === '/redirect') return void response.writeHead(302, { location: '/elsewhere' }).end();
    if (request.url === '/drip') {
      const timer = setInterval(() => response.write('x'), 20);
      return void response.on('close', () => clearInterval(timer));
    }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ issuer: url, ...metadata }));
  });
  url = await listen(server);
});
after(() => closeServer(server));

describe('addresses', () => {
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '010.0.0.1',
    '1::2::3',
    '2606:4700::1111:',
    'nonsense',
  ]) {
    test(`S-S2 ${address} is not on the public internet`, () => assert.equal(isSpecialUse(address), true));
  }
  for (const address of ['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450::1']) {
    test(`${address} is`, () => assert.equal(isSpecialUse(address), false));
  }

  for (const [address, why] of [
    ['http://as.example/token', 'not https'],
    ['https://as.example:8443/token', 'another port'],
    ['https://user:pw@as.example/token', 'credentials'],
    ['https://10.0.0.1/token', 'an IP address'],
    ['https://[::1]/token', 'an IP address'],
    ['https://2130706433/token', 'an IP address in disguise'],
    ['https://localhost/token', 'this machine'],
    ['ftp://as.example/token', 'another scheme'],
    ['/token', 'no URL'],
  ] as const) {
    test(`S-S1 S-R4 a discovered ${address} is refused: ${why}`, () => {
      assert.throws(() => checkAddress(address, ['https://issuer.example']), { code: 'unsafe_address' });
    });
  }

  test('S-S1 what the configuration names may be private', () => {
    assert.equal(checkAddress('http://127.0.0.1:4000/token', ['http://127.0.0.1:4000']).configured, true);
  });
});

describe('names', () => {
  const options = (resolve: Resolve) => ({ configuredOrigins: [], timeoutMs: 1000, maxBytes: 1000, resolve });
  const get = { method: 'GET', headers: {} } as const;

  test('S-S2 one private address among public ones is refused', async () => {
    const resolve: Resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await assert.rejects(httpCall('https://as.example/token', get, options(resolve)), {
      code: 'unsafe_address',
    });
  });

  test('S-S3 a name that answers differently the second time is asked once; the address that was checked is the one connected to', async () => {
    let asked = 0;
    const resolve: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    };
    // No packet may leave this machine in a test: here 127.0.0.2, where nobody listens, plays the public address.
    const playing = { ...options(resolve), isForbidden: (address: string) => address !== '127.0.0.2' };
    await assert.rejects(httpCall('https://as.example/token', get, playing), { code: 'unreachable' });
    assert.equal(asked, 1);
    await assert.rejects(httpCall('https://as.example/token', get, playing), { code: 'unsafe_address' });
  });

  test('a name service that never answers is cut off', async () => {
    const start = performance.now();
    const never: Resolve = async () => new Promise(() => {});
    await assert.rejects(httpCall('https://as.example/token', get, { ...options(never), timeoutMs: 100 }), {
      code: 'unreachable',
    });
    assert.ok(performance.now() - start < 1000);
  });

  test('S-S6 an error at an address that somebody else chose tells nothing of what happened there', async () => {
    const resolve: Resolve = async () => Promise.reject(new Error('ENOTFOUND secret.internal'));
    await assert.rejects(
      httpCall('https://as.example/token', get, options(resolve)),
      (error: Error) => error.cause === undefined && !error.message.includes('ENOTFOUND'),
    );
  });
});

describe('answers', () => {
  const options = (maxBytes: number) => ({ configuredOrigins: [url], timeoutMs: 300, maxBytes });

  test('S-S4 S-R10 a redirect is not followed', async () => {
    const before = requests;
    const response = await httpCall(`${url}/redirect`, { method: 'GET', headers: {} }, options(1000));
    assert.deepEqual([response.status, requests - before], [302, 1]);
  });

  test('S-S5 a body over the limit is cut while it comes', async () => {
    await assert.rejects(httpCall(`${url}/`, { method: 'GET', headers: {} }, options(5)), {
      code: 'hostile_answer',
    });
  });

  test('S-S5 a slow drip ends at the deadline of the whole call', async () => {
    const start = performance.now();
    await assert.rejects(httpCall(`${url}/drip`, { method: 'GET', headers: {} }, options(100_000)), {
      code: 'unreachable',
    });
    assert.ok(performance.now() - start < 1500);
  });

  test('an AbortSignal ends the call with its own reason', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await assert.rejects(
      httpCall(`${url}/`, { method: 'GET', headers: {}, signal }, options(1000)),
      /enough/,
    );
  });
});

describe('metadata', () => {
  const good = () => ({
    authorization_endpoint: `${url}/a`,
    token_endpoint: `${url}/t`,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
  });
  const begin = async (provider: Partial<ProviderOptions> = {}) =>
    createClient({
      providers: { crm: { issuer: url, clientId: 'id', clientSecret: 's', ...provider } },
      vault: memoryVault(),
      redirectUri: 'https://app.example/callback',
    }).beginConnect({ provider: 'crm', owner: 'ada' });

  test('RFC 8414: whole metadata is enough', async () => {
    metadata = good();
    assert.equal(new URL((await begin()).url).pathname, '/a');
  });

  for (const [name, change, code] of [
    ['S-R4 another issuer', { issuer: 'https://evil.example' }, 'metadata'],
    ['S-R4 an issuer with a slash more', { issuer: '(slash)' }, 'metadata'],
    ['S-R5 no S256', { code_challenge_methods_supported: ['plain'] }, 'metadata'],
    ['S-R5 no list of challenge methods', { code_challenge_methods_supported: undefined }, 'metadata'],
    [
      'S-R4 S-R10 a token endpoint in a private network',
      { token_endpoint: 'https://10.0.0.1/t' },
      'unsafe_address',
    ],
    ['S-R4 a token endpoint on http', { token_endpoint: 'http://as.example/t' }, 'unsafe_address'],
    ['no token endpoint', { token_endpoint: undefined }, 'metadata'],
    ['a number for an endpoint', { token_endpoint: 7 }, 'metadata'],
    [
      'no way to authenticate that is known',
      { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
      'metadata',
    ],
  ] as const) {
    test(`${name}: refused before anybody is sent anywhere`, async () => {
      metadata = {
        ...good(),
        ...('issuer' in change && change.issuer === '(slash)' ? { issuer: `${url}/` } : change),
      };
      await assert.rejects(begin(), { code });
    });
  }

  test('S-S8 many users who click at once cost one request; a server that is down is left alone for a moment', async () => {
    metadata = good();
    const client = createClient({
      providers: { crm: { issuer: url, clientId: 'id', clientSecret: 's' } },
      vault: memoryVault(),
      redirectUri: 'https://app.example/callback',
    });
    const before = requests;
    await Promise.all(
      Array.from({ length: 10 }, async () => client.beginConnect({ provider: 'crm', owner: 'ada' })),
    );
    assert.equal(requests - before, 1);
    const down = createClient({
      providers: { crm: { issuer: `${url}/down`, clientId: 'id', clientSecret: 's' } },
      vault: memoryVault(),
      redirectUri: 'https://app.example/callback',
    });
    for (let i = 0; i < 3; i++)
      await assert.rejects(down.beginConnect({ provider: 'crm', owner: 'ada' }), { code: 'unreachable' });
    assert.equal(requests - before, 2);
  });
});

describe('configuration', () => {
  const make = (provider: ProviderOptions) => () =>
    createClient({
      providers: { crm: provider },
      vault: memoryVault(),
      redirectUri: 'https://app.example/callback',
    });
  for (const [name, provider, message] of [
    [
      'http elsewhere than on loopback',
      { issuer: 'http://as.example', clientId: 'id' },
      /providers\.crm\.issuer must begin with https/,
    ],
    [
      'neither issuer nor endpoints',
      { profile: 'copyai', clientId: 'id', clientSecret: 's' },
      /has published no addresses/,
    ],
    ['no clientId', { issuer: 'https://as.example', clientId: '' }, /providers\.crm\.clientId is missing/],
    ['a profile that takes no public app', { profile: 'copper', clientId: 'id' }, /clientSecret is missing/],
  ] as const) {
    test(`${name}: the app does not start, and is told what to correct`, () =>
      assert.throws(make(provider), { code: 'config', message }));
  }

  test('S-T7 a bad vault key is refused without being shown', () => {
    assert.throws(
      () => memoryVault({ key: 'short-canary' }),
      (error: Error) => /bytes instead of 32/.test(error.message) && !error.message.includes('canary'),
    );
  });

  for (const [profile, authorize] of [
    ['copper', 'https://app.copper.com/oauth/authorize'],
    ['copernica', 'https://www.copernica.com/nl/authorize'],
  ] as const) {
    test(`R58 ${profile} needs no addresses: the company has published them`, async () => {
      const client = make({ profile, clientId: 'id', clientSecret: 's' })();
      const began = await client.beginConnect({ provider: 'crm', owner: 'ada', locale: 'nl' });
      assert.equal(began.url.split('?')[0], authorize);
    });
  }
});
