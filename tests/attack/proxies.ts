/**
 * Behind nginx and HAProxy (S-V12, S-A27, S-A28), as docs/guides/proxies sets them up: no request hides in another, what callers say about
 * where they come from is not believed, and no spelling of a path is a second way in.
 */
import { inLanes, pause, runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { seededRandom } from '../faults/random.ts';
import { newSite, serve, type RealServer } from '../faults/server-process.ts';
import { sendRaw, type RawAnswer } from '../fuzz/raw-socket.ts';
import { hasProxy, startProxy, type Proxy, type ProxyName } from './proxy-process.ts';
import { makeAttempts, type Attempt } from './smuggling.ts';

/** Another address of this machine: what the proxy must tell of the attacker, and nobody else has. */
const ATTACKER = '127.0.3.7';
const FORGED = '8.8.8.8';
/** For what must be answered, on a busy machine. */
const PATIENCE_MS = 10_000;

export const proxies: Harness = {
  name: 'proxies: smuggling, forged headers and paths behind nginx and HAProxy',
  guards: ['an encoded path is no second way in', 'a forwarded address is replaced'],
  controlRuns: 60,
  async run(trial: Trial): Promise<Finding> {
    const figures: Record<string, string> = {};
    const violations: string[] = [];
    for (const name of ['nginx', 'haproxy'] as const) {
      if (!hasProxy(name)) {
        figures[name] = `NOT TRIED: no "${name}" on this machine`;
        continue;
      }
      const found = await behind(name, trial);
      figures[name] = found.figure;
      violations.push(...found.violations.map(what => `${name}: ${what}`));
    }
    return { figures, violations };
  },
};

async function behind(name: ProxyName, trial: Trial): Promise<{ figure: string; violations: string[] }> {
  const attempts = makeAttempts(runsOf(trial, 150, 5000), seededRandom(trial.seed));
  const site = newSite({ trustedProxies: ['127.0.0.1'], logLevel: 'info', privacy: { addresses: 'full' } });
  const server = await serve(site, { without: trial.without });
  const isForwarding = trial.without !== 'a forwarded address is replaced';
  const line = /^.*X-Forwarded-For.*$/m;
  const proxy = await startProxy(name, new URL(server.url).host, isForwarding ? undefined : line);
  try {
    const problems = [
      ...(await smuggle(proxy, server, attempts)),
      ...(await forge(proxy, server)),
      ...(await spell(proxy)),
    ];
    const figure = `${attempts.length} requests that can be read in two ways, ${FORGERIES.length} forged headers, ${SPELLINGS.length} spellings of ${PATHS.length} paths`;
    return { figure, violations: problems };
  } finally {
    await proxy.close();
    await server.end();
    site.remove();
  }
}

/** What reached the server by the proxy's own doing bears the attacker's address; what hid in another request does not. */
async function smuggle(proxy: Proxy, server: RealServer, attempts: readonly Attempt[]): Promise<string[]> {
  const violations: string[] = [];
  await inLanes(attempts, 8, async ({ bytes, shape }) => {
    await sendRaw(proxy.port, bytes, { from: ATTACKER });
    const next = await sendRaw(proxy.port, livez(), { from: '127.0.3.8', patienceMs: PATIENCE_MS });
    if (next.statuses.length !== 1 || next.statuses[0] !== 200)
      violations.push(`after ${shape} the next caller got ${next.text.slice(0, 200)}`);
  });
  await pause(300);
  const bare = requestsIn(server).filter(
    ({ path, address }) => path.startsWith('/smuggled') && address !== ATTACKER,
  );
  return [
    ...violations,
    ...bare.map(({ path }) => `${path} hid in a request: ${shapeOf(attempts, path)}`),
    ...server
      .log()
      .split('\n')
      .filter(line => /"level":(?:50|60)/.test(line))
      .map(line => `the server complains: ${line}`),
  ];
}

function shapeOf(attempts: readonly Attempt[], path: string): string {
  const attempt = attempts.find(({ hidden }) => path.startsWith(hidden));
  return attempt ? `${attempt.shape} ${JSON.stringify(attempt.bytes.toString('latin1'))}` : '';
}

interface Seen {
  path: string;
  address: string;
}

/** From the server's own log. */
function requestsIn(server: RealServer): Seen[] {
  const lines = server
    .log()
    .split('\n')
    .filter(line => line.includes('"msg":"request"'));
  return lines.map(line => JSON.parse(line) as Seen);
}

const FORGERIES = [
  `X-Forwarded-For: ${FORGED}`,
  `X-Forwarded-For: ${FORGED}, 127.0.0.1`,
  `X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: ${FORGED}`,
  `x_forwarded_for: ${FORGED}`,
  `X-Forwarded-For : ${FORGED}`,
  `X-Real-IP: ${FORGED}`,
  `Forwarded: for=${FORGED};host=evil.example;proto=http`,
  `True-Client-IP: ${FORGED}`,
  `CF-Connecting-IP: ${FORGED}`,
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: http',
  'X-Forwarded-Prefix: /evil',
  'X-Original-URL: /metrics',
  'X-Rewrite-URL: /metrics',
  'X-HTTP-Method-Override: DELETE',
  'Host: evil.example',
  `Connection: close, X-Forwarded-For`,
];

/** Issuer and addresses stay ours, and the log has the address of who really asked. */
async function forge(proxy: Proxy, server: RealServer): Promise<string[]> {
  const path = '/standard/.well-known/oauth-authorization-server';
  const violations: string[] = [];
  for (const [i, header] of FORGERIES.entries()) {
    const host = header.startsWith('Host') ? '' : 'Host: x\r\n';
    const marked = `${path}?forged-${i}=1`;
    const request = `GET ${marked} HTTP/1.1\r\n${host}${header}\r\n\r\n`;
    const { statuses, text } = await sendRaw(proxy.port, Buffer.from(request), { from: ATTACKER });
    if (statuses[0] === 200 && !text.includes('"issuer":"https://auth.example/standard"'))
      violations.push(`${header} changed the metadata: ${text.slice(0, 300)}`);
    if (/evil\.example/.test(text)) violations.push(`${header} is in the answer`);
  }
  await pause(300);
  const wrong = requestsIn(server).filter(
    ({ path: asked, address }) => asked.includes('forged-') && address !== ATTACKER,
  );
  return [...violations, ...wrong.map(({ address }) => `an address was believed: ${address}`)];
}

/** Of no use to the world, or there under one spelling only. */
const PATHS = ['/metrics', '/readyz', '/standard/oauth/jwks'];
const SPELLINGS: ((path: string) => string)[] = [
  path => `/${path}`,
  path => `${path}/`,
  path => `${path};x=1`,
  path => `/.${path}`,
  path => `/x/..${path}`,
  path => `/x/%2e%2e${path}`,
  path => `/x/..;${path}`,
  path => `/%2e${path}`,
  path => `/%2f${path.slice(1)}`,
  path => path.replace(/.$/, last => `%${last.charCodeAt(0).toString(16)}`),
  path => path.replace(/^\/./, first => `/%${first.charCodeAt(1).toString(16)}`),
  path => path.replace(/^\/./, first => `/%25${first.charCodeAt(1).toString(16)}`),
  path => path.toUpperCase(),
  path => `${path}%00`,
  path => `${path}%20`,
  path => `${path}%23`,
  path => `${path}.json`,
  path => `\\${path.slice(1)}`,
  path => `/x\\..${path}`,
  path => `http://127.0.0.1${path}/`,
  path => `http://127.0.0.1/${path}`,
  path => `/standard/..%2f..${path}`,
  path => `/standard/%2e%2e${path}`,
];

async function spell(proxy: Proxy): Promise<string[]> {
  const violations: string[] = [];
  for (const path of PATHS)
    for (const spelling of SPELLINGS) {
      const spelt = spelling(path);
      const answer = await get(proxy, spelt);
      if (answer.statuses.some(status => status < 400))
        violations.push(`${spelt} is a second way to ${path}`);
    }
  for (const path of ['/metrics', '/readyz', 'http://127.0.0.1/metrics'])
    if ((await get(proxy, path)).statuses.some(status => status < 400)) violations.push(`${path} is open`);
  if ((await get(proxy, '/standard/oauth/jwks')).statuses[0] !== 200)
    violations.push('/standard/oauth/jwks is not there');
  return violations;
}

function get(proxy: Proxy, path: string): Promise<RawAnswer> {
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  return sendRaw(proxy.port, Buffer.from(request, 'latin1'), { from: ATTACKER, patienceMs: PATIENCE_MS });
}

function livez(): Buffer {
  return Buffer.from('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
}
