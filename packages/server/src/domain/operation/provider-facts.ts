/** A provider as configured, and whether what it needs is there (screen 24). Nothing secret is in it. */
import { readFileSync } from 'node:fs';
import type { KeyRow } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import type { Provider } from '../providers.ts';

const LOGIN_WITHIN_MS = 5000;

/** By the name of the address in RFC 8414, where it has one. */
export function endpointsOf({ issuer, profile }: Provider): { name: string; url: string }[] {
  return [
    { name: 'issuer', url: issuer },
    ...profile.authorize.paths.map(({ path }) => ({ name: 'authorization_endpoint', url: issuer + path })),
    { name: 'token_endpoint', url: issuer + profile.token.path },
    { name: 'revocation_endpoint', url: issuer + profile.revokePath },
    { name: 'introspection_endpoint', url: issuer + profile.introspectPath },
    { name: 'jwks_uri', url: issuer + profile.jwksPath },
    { name: 'metadata', url: `${issuer}/.well-known/oauth-authorization-server` },
    { name: 'guard', url: `${issuer}/guard` },
  ];
}

/** `verifies`: a newer one signs, and this one's tokens go on. */
function keyState(row: KeyRow, all: readonly KeyRow[], now: number) {
  if (row.revokedAt !== null) return 'revoked';
  if (row.activeAt > now) return 'soon';
  const newer = all.some(
    other =>
      other.use === row.use &&
      other.revokedAt === null &&
      other.activeAt <= now &&
      other.activeAt > row.activeAt,
  );
  return newer ? 'verifies' : 'active';
}

export async function readHealth({ config, readiness, store }: Core) {
  const ready = await readiness.check().then(
    () => true,
    () => false,
  );
  return { ready, version: readVersion(), schema: await store.listMigrations(), mail: 'mail' in config };
}

function readVersion(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

export interface LoginCheck {
  answers: boolean;
  status: number | null;
  milliseconds: number;
}

/** Any answer is one: its login page wants a request that we do not have. */
export async function checkLogin({ login }: Provider): Promise<LoginCheck> {
  if (login.type === 'directory') return { answers: true, status: null, milliseconds: 0 };
  const begun = performance.now();
  const took = (): number => Math.round(performance.now() - begun);
  try {
    const signal = AbortSignal.timeout(LOGIN_WITHIN_MS);
    const { status } = await fetch(login.url, { method: 'HEAD', redirect: 'manual', signal });
    return { answers: status < 500, status, milliseconds: took() };
  } catch {
    return { answers: false, status: null, milliseconds: took() };
  }
}

export function keysOf({ keys, clock }: Core) {
  const now = nowSeconds(clock);
  const rows = keys.rows;
  return rows.map(row => ({ ...row, state: keyState(row, rows, now) }) as const);
}
