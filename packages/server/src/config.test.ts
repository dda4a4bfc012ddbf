/** The configuration: a wrong value names its path and what was expected, all of them at once. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { profiles } from '@valetkey/protocol';
import { ConfigError, checkConfig, loadConfig } from './config.ts';
import { testConfig } from './fixtures.ts';

const SECRET = 'guard-secret-0123456789-0123456789-abcd';
const PROVIDER = {
  slug: 'crm',
  name: 'CRM',
  profile: 'standard',
  scopes: { read: { title: { en: 'Read' }, access: 'read' } },
  guardSecrets: [SECRET],
};

function problemsOf(input: unknown): string[] {
  try {
    checkConfig(input, 'valetkey.config.ts');
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    const [first, ...lines] = error.message.split('\n');
    assert.equal(first, 'valetkey.config.ts is not usable:');
    return lines.map(line => line.replace(/^ {2}- /, ''));
  }
}

const withProvider = (change: object): unknown => ({
  publicUrl: 'https://auth.example',
  providers: [{ ...PROVIDER, ...change }],
});
const withWhole = (change: object): unknown => ({
  publicUrl: 'https://auth.example',
  providers: [PROVIDER],
  ...change,
});

test('what a new company writes is taken, and so is every test provider', () => {
  assert.deepEqual(problemsOf(withWhole({})), []);
  assert.deepEqual(problemsOf(testConfig()), []);
  assert.deepEqual(problemsOf(withProvider({ profile: { ...profiles.standard, title: 'Our own' } })), []);
  assert.deepEqual(problemsOf(withWhole({ publicUrl: 'http://localhost:4000' })), []);
  assert.deepEqual(problemsOf(withWhole({ publicUrl: 'http://[::1]:4000/' })), []);
});

const WHOLE: [change: object, path: string][] = [
  [{ publicUrl: undefined }, 'publicUrl'],
  [{ publicUrl: '' }, 'publicUrl'],
  [{ publicUrl: 'auth.example' }, 'publicUrl'],
  [{ publicUrl: 'http://auth.example' }, 'publicUrl'],
  [{ publicUrl: 'https://auth.example/path' }, 'publicUrl'],
  [{ publicUrl: 'https://auth.example?x' }, 'publicUrl'],
  [{ publicUrl: 'https://user:password@auth.example' }, 'publicUrl'],
  [{ publicUrl: 'ftp://localhost' }, 'publicUrl'],
  [{ publicUrl: 'https://Auth.example' }, 'publicUrl'],
  [{ publicUrl: 'https://auth.example:443' }, 'publicUrl'],
  [{ publicUrl: ' https://auth.example' }, 'publicUrl'],
  [{ publicUrl: 7 }, 'publicUrl'],
  [{ listen: { port: 70_000 } }, 'listen.port'],
  [{ listen: { port: '4000' } }, 'listen.port'],
  [{ retention: { familySeconds: 60 } }, 'retention.familySeconds'],
  [{ dataDirectory: '' }, 'dataDirectory'],
  [{ logLevel: 'loud' }, 'logLevel'],
  [{ trustedProxies: '10.0.0.1' }, 'trustedProxies'],
  [{ trustedProxies: ['proxy.example'] }, 'trustedProxies[0]'],
  [{ trustedProxies: ['10.0.0.0/33'] }, 'trustedProxies[0]'],
  [{ limits: { connections: 0 } }, 'limits.connections'],
  [{ providers: [] }, 'providers'],
  [{ providers: undefined }, 'providers'],
  [{ provider: [] }, '(whole)'],
  [{ providers: [PROVIDER, PROVIDER] }, 'providers'],
];

const OF_PROVIDER: [change: object, path: string][] = [
  [{ slug: 'CRM' }, 'slug'],
  [{ slug: '-crm' }, 'slug'],
  [{ slug: 'a'.repeat(33) }, 'slug'],
  [{ slug: 'livez' }, 'slug'],
  [{ name: '' }, 'name'],
  [{ name: 'x'.repeat(65) }, 'name'],
  [{ profile: 'unknown' }, 'profile'],
  [{ profile: {} }, 'profile'],
  [{ scopes: { 'with space': PROVIDER.scopes.read } }, 'scopes.with space'],
  [{ scopes: { read: { title: {}, access: 'read' } } }, 'scopes.read.title.en'],
  [{ scopes: { read: { title: { en: 'Read' }, access: 'write' } } }, 'scopes.read.access'],
  [{ scopes: { read: { ...PROVIDER.scopes.read, dailyQuota: 0 } } }, 'scopes.read.dailyQuota'],
  [{ scopes: { read: { ...PROVIDER.scopes.read, includes: ['other'] } } }, 'scopes["read"].includes'],
  [{ defaultScopes: ['other'] }, 'defaultScopes'],
  [{ profile: 'copper' }, 'scopes'],
  [
    {
      profile: 'copper',
      scopes: { 'developer/v1/all': PROVIDER.scopes.read },
      accessToken: { lifetimeSeconds: 60 },
    },
    'accessToken',
  ],
  [{ guardSecrets: [] }, 'guardSecrets'],
  [{ guardSecrets: ['short'] }, 'guardSecrets[0]'],
  [{ login: { type: 'handoff', url: 'https://crm.example/login', secret: 'short' } }, 'login.secret'],
  [{ login: { type: 'handoff', url: 'http://crm.example/login', secret: SECRET } }, 'login.url'],
  [{ login: { type: 'handoff', url: 'javascript:alert(1)', secret: SECRET } }, 'login.url'],
  [{ login: { type: 'magic' } }, 'login.type'],
  [{ accessToken: { format: 'stored' } }, 'accessToken.format'],
  [{ accessToken: { lifetimeSeconds: 0 } }, 'accessToken.lifetimeSeconds'],
  [{ accessToken: { lifetimeSeconds: 86_401 } }, 'accessToken.lifetimeSeconds'],
  [
    { refreshToken: { replayWindowSeconds: { confidential: 601, public: 10 } } },
    'refreshToken.replayWindowSeconds.confidential',
  ],
  [
    { refreshToken: { replayWindowSeconds: { confidential: 60, public: 61 } } },
    'refreshToken.replayWindowSeconds.public',
  ],
  [{ refreshToken: { idleSeconds: -1 } }, 'refreshToken.idleSeconds'],
  [{ codeLifetimeSeconds: 601 }, 'codeLifetimeSeconds'],
  [{ rateLimit: { limit: 0, windowSeconds: 60 } }, 'rateLimit.limit'],
  [{ branding: { accent: { light: 'green', dark: '#FFFFFF' } } }, 'branding.accent.light'],
  [{ branding: { accent: { light: '#FFFFFF', dark: '#FFFFFF' } } }, 'branding.accent.light'],
  [{ branding: { accent: { light: '#000000', dark: '#10151F' } } }, 'branding.accent.dark'],
  [{ branding: { privacyUrl: 'http://crm.example' } }, 'branding.privacyUrl'],
  [{ acessToken: {} }, 'providers[0]'],
];

for (const [change, path] of WHOLE)
  test(`S-Y3 ${JSON.stringify(change)?.slice(0, 60)}: the problem is named at ${path}`, () => {
    const problems = problemsOf(withWhole(change));
    assert.ok(
      problems.length > 0 && problems.every(line => line.startsWith(`${path}: `)),
      problems.join('\n'),
    );
  });

for (const [change, path] of OF_PROVIDER)
  test(`S-Y3 provider ${JSON.stringify(change).slice(0, 60)}: the problem is named at ${path}`, () => {
    const problems = problemsOf(withProvider(change));
    const full = path.startsWith('providers') ? path : `providers[0].${path}`;
    assert.ok(
      problems.some(line => line.startsWith(`${full}: `)),
      problems.join('\n'),
    );
  });

test('S-B5 a code lives at most 600 s, also by configuration', () => {
  assert.deepEqual(problemsOf(withProvider({ codeLifetimeSeconds: 600 })), []);
  assert.match(
    problemsOf(withProvider({ codeLifetimeSeconds: 601 }))[0]!,
    /^providers\[0\]\.codeLifetimeSeconds: /,
  );
});

test('every wrong value is told at once, and no secret with it', () => {
  const secret = 'hunter2-hunter2';
  const problems = problemsOf({
    publicUrl: 'x',
    logLevel: 'y',
    providers: [{ ...PROVIDER, name: '', guardSecrets: [secret] }],
  });
  assert.equal(problems.length, 4);
  assert.equal(problems.join('\n').includes(secret), false);
});

for (const input of [undefined, null, 'text', 7, [], () => 1])
  test(`a configuration that is ${String(input)} is refused, not a crash`, () => {
    assert.ok(problemsOf(input).length > 0);
  });

function directory(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'valetkey-config-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a file is loaded by its kind; a missing or broken one is named', async t => {
  const at = directory(t);
  const json = join(at, 'valetkey.config.json');
  writeFileSync(json, JSON.stringify(withWhole({})));
  assert.equal((await loadConfig(json)).providers[0]!.slug, 'crm');
  const ts = join(at, 'valetkey.config.ts');
  writeFileSync(ts, `export default ${JSON.stringify(withWhole({}))} satisfies object;`);
  assert.equal((await loadConfig(ts)).publicUrl, 'https://auth.example');
  const elsewhere = join(at, 'elsewhere.config.ts');
  writeFileSync(elsewhere, "import { defineConfig } from 'valetkey';\nexport default defineConfig({});");
  await assert.rejects(loadConfig(elsewhere), {
    name: 'ConfigError',
    message: /elsewhere\.config\.ts cannot import 'valetkey'/,
  });
  writeFileSync(json, '{');
  await assert.rejects(loadConfig(json), {
    name: 'ConfigError',
    message: /valetkey\.config\.json is not JSON: /,
  });
  await assert.rejects(loadConfig(join(at, 'none.ts')), {
    name: 'ConfigError',
    message: /^There is no configuration at .*none\.ts\. Name one/,
  });
  await assert.rejects(loadConfig(at), { name: 'ConfigError', message: /^There is no configuration at / });
});

test('S-J6 a logo is read from beside the configuration: PNG or WebP of at most 64 KiB', async t => {
  const at = directory(t);
  const load = async (logo: string) => {
    writeFileSync(join(at, 'c.json'), JSON.stringify(withProvider({ branding: { logo } })));
    return (await loadConfig(join(at, 'c.json'))).providers[0]!.branding!.logo;
  };
  writeFileSync(join(at, 'logo.png'), 'png');
  assert.equal(await load('logo.png'), `data:image/png;base64,${Buffer.from('png').toString('base64')}`);
  writeFileSync(join(at, 'big.png'), Buffer.alloc(65_537));
  for (const logo of ['big.png', 'none.png', 'logo.svg', 'https://crm.example/logo.png'])
    await assert.rejects(load(logo), {
      name: 'ConfigError',
      message: /^providers "crm"\.branding\.logo: expected /,
    });
});
