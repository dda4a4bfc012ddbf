/** Issues the tokens of a family, and reads tokens back: what they are, and whether they live. */
import { randomBytes } from 'node:crypto';
import { SignJWT, jwtVerify, decodeProtectedHeader } from 'jose';
import { scopeMask, scopesOfMask, say, type Sentence } from '@valetkey/protocol';
import { familyState } from '../store/liveness.ts';
import type { App, EpochSeconds, Family, FamilyContext, Id } from '../store/rows.ts';
import { StoreUnavailableError } from '../store/store.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { explainDeath } from './explain-death.ts';
import { isId } from './ids.ts';
import type { MacKey } from './keys.ts';
import type { Provider } from './providers.ts';
import { randomText } from './secrets.ts';
import { decodeAccess, decodeRefresh, encodeAccess, encodeRefresh, type Unverified } from './token-format.ts';

export interface IssuedTokens {
  accessToken: string;
  /** Seconds; null: lives until revoked. */
  expiresIn: number | null;
  refreshToken: string | null;
  scopes: readonly string[];
}

/** A stored access token: short, random, in the profile's alphabet; only its hash is kept. */
export function newStoredToken(provider: Provider): string {
  const { alphabet, length = 32 } = provider.profile.token.access;
  return alphabet === 'hex' ? randomBytes(length / 2).toString('hex') : randomText(length);
}

/** `issuedAt` is the family's `rotatedAt`: the same generation gives the same tokens again (S-D4). */
export async function issueAccessToken(
  core: Core,
  provider: Provider,
  family: Family,
  options: {
    scopes: readonly string[];
    serial: number;
    issuedAt: EpochSeconds;
    key: MacKey;
    subject: string;
  },
): Promise<{ accessToken: string; expiresIn: number }> {
  const lifetime = provider.accessToken.lifetimeSeconds ?? 3600;
  // Never beyond the family's own end, also for those who verify JWTs by themselves (S-D6).
  const expiresAt = Math.min(options.issuedAt + lifetime, family.expiresAt ?? Number.MAX_SAFE_INTEGER);
  const expiresIn = Math.max(1, expiresAt - nowSeconds(core.clock));
  if (provider.accessToken.format === 'jwt')
    return { accessToken: await signJwt(core, provider, family, { ...options, expiresAt }), expiresIn };
  const content = {
    familyId: family.id,
    expiresAt,
    serial: options.serial,
    scopeMask: scopeMask(family.scopes, options.scopes),
  };
  return { accessToken: encodeAccess(options.key, content, family.secret), expiresIn };
}

/** In the tokens an app has for itself. Both numbers only grow: revoking these tokens, or everything of the app, ends all before. */
export function ownSerial(app: Pick<App, 'epoch'>, family: Family): number {
  return app.epoch + family.generation;
}

/** The one live refresh token of a family: computed, never stored. */
export function refreshTokenOf(core: Core, family: Family): string {
  const key = core.keys.macKeyById(family.keyId) ?? core.keys.macKey;
  return encodeRefresh(key, { familyId: family.id, generation: family.generation }, family.secret);
}

/** RFC 9068. */
async function signJwt(
  core: Core,
  provider: Provider,
  family: Family,
  token: {
    scopes: readonly string[];
    serial: number;
    issuedAt: EpochSeconds;
    expiresAt: EpochSeconds;
    subject: string;
  },
): Promise<string> {
  const { id, privateKey } = core.keys.jwtKey;
  const claims = {
    client_id: family.appId,
    scope: token.scopes.join(' '),
    fam: family.id,
    ser: token.serial,
  };
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: id })
    .setIssuer(provider.issuer)
    .setAudience(provider.issuer)
    .setSubject(token.subject)
    .setIssuedAt(token.issuedAt)
    .setExpirationTime(token.expiresAt)
    .setJti(`${family.id}-${token.serial}-${token.issuedAt}`)
    .sign(privateKey);
}

export type TokenReading =
  | {
      live: true;
      kind: 'access' | 'refresh';
      context: FamilyContext;
      scopes: readonly string[];
      /** Null: not known. */
      issuedAt: EpochSeconds | null;
      expiresAt: EpochSeconds | null;
    }
  /** `context` where the token is truly ours, so that its owner can be told why. */
  | { live: false; reason: Sentence; expired?: true; context?: FamilyContext };

/** As long as any. */
const NO_SECRET = 'A'.repeat(43);
const UNKNOWN: TokenReading = { live: false, reason: say('token_not_ours') };

/** Reads any access token: signed, JWT or stored. The family decides whether it lives (S-I8). */
export async function readAccessToken(core: Core, provider: Provider, text: string): Promise<TokenReading> {
  if (text.startsWith('vka_')) return await readSigned(core, provider, text);
  if (text.startsWith('ey')) return await readJwt(core, provider, text);
  if (provider.accessToken.format === 'stored') return await readStored(core, provider, text);
  return UNKNOWN;
}

export async function readRefreshToken(
  core: Core,
  provider: Provider,
  text: string,
): Promise<TokenReading & { generation?: number }> {
  const token = await decodeRefresh(core.keys, text);
  const context = token && (await findAuthentic(core, token));
  if (!context || context.family.provider !== provider.slug) return UNKNOWN;
  const { generation } = token.content;
  const now = nowSeconds(core.clock);
  const state = familyState(context, now);
  if (!state.live) return { live: false, reason: explainDeath(state.reason), context, generation };
  if (generation !== context.family.generation)
    return { live: false, reason: say('refresh_used'), context, generation };
  const ends = [context.family.expiresAt, context.family.idleExpiresAt].filter(end => end !== null);
  const expiresAt = ends.length > 0 ? Math.min(...ends) : null;
  if (expiresAt !== null && expiresAt <= now)
    return { live: false, expired: true, reason: say('refresh_expired'), context, generation };
  const { scopes, rotatedAt: issuedAt } = context.family;
  return { live: true, kind: 'refresh', context, scopes, issuedAt, expiresAt, generation };
}

/** Null: no such family, or not its MAC; both take as long. */
async function findAuthentic(core: Core, token: Unverified<{ familyId: Id }>): Promise<FamilyContext | null> {
  const context = await core.store.findFamily(token.content.familyId);
  const isAuthentic = token.isAuthentic(context?.family.secret ?? NO_SECRET);
  if (isAuthentic && context) return context;
  await core.evenReads.families.make(context?.family.id ?? null);
  return null;
}

async function readSigned(core: Core, provider: Provider, text: string): Promise<TokenReading> {
  const token = await decodeAccess(core.keys, text);
  const context = token && (await findAuthentic(core, token));
  if (!context) return UNKNOWN;
  const { family } = context;
  const { expiresAt, serial, scopeMask: mask } = token.content;
  // The token does not say when it was issued; the family does, for its present generation.
  const issuedAt = family.connectionId !== null && serial === family.generation ? family.rotatedAt : null;
  return judge(core, provider, context, {
    issuedAt,
    expiresAt,
    serial,
    scopes: scopesOfMask(family.scopes, mask),
  });
}

async function readJwt(core: Core, provider: Provider, text: string): Promise<TokenReading> {
  if (!text.split('.').every(isCanonicalBase64url)) return UNKNOWN;
  try {
    const { kid } = decodeProtectedHeader(text);
    const key = kid === undefined ? undefined : await core.keys.findJwtKey(kid);
    if (!key) return UNKNOWN;
    const { payload } = await jwtVerify(text, key.publicKey, {
      algorithms: ['ES256'],
      typ: 'at+jwt',
      issuer: provider.issuer,
      audience: provider.issuer,
      requiredClaims: ['exp', 'iat', 'sub', 'fam', 'ser', 'scope'],
      currentDate: new Date(core.clock.nowMs()),
    });
    const { fam, ser, scope } = payload as { fam?: unknown; ser?: unknown; scope?: unknown };
    if (typeof fam !== 'string' || !isId(fam) || typeof ser !== 'number' || typeof scope !== 'string')
      return UNKNOWN;
    const context = await core.store.findFamily(fam);
    if (!context) return UNKNOWN;
    const scopes = scope === '' ? [] : scope.split(' ');
    const { iat: issuedAt = null, exp: expiresAt = 0 } = payload;
    return judge(core, provider, context, { issuedAt, expiresAt, serial: ser, scopes });
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    // jose throws for everything that is not a valid token: to the caller all of it is unknown (S-I7).
    return UNKNOWN;
  }
}

/** Decoders take several spellings of the same bytes: only the text that was issued is a token (S-D11). */
function isCanonicalBase64url(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}

async function readStored(core: Core, provider: Provider, text: string): Promise<TokenReading> {
  if (text.length !== (provider.profile.token.access.length ?? 32)) return UNKNOWN;
  const context = await core.store.findFamilyByTokenHash(core.keys.pepper.hash('token', text));
  if (!context) return UNKNOWN;
  const { scopes, createdAt: issuedAt } = context.family;
  return judge(core, provider, context, { issuedAt, expiresAt: null, serial: null, scopes });
}

function judge(
  core: Core,
  provider: Provider,
  context: FamilyContext,
  token: {
    issuedAt: EpochSeconds | null;
    expiresAt: EpochSeconds | null;
    serial: number | null;
    scopes: readonly string[];
  },
): TokenReading {
  const { family, app, connection } = context;
  if (family.provider !== provider.slug) return UNKNOWN;
  const now = nowSeconds(core.clock);
  if (token.expiresAt !== null && token.expiresAt <= now)
    return { live: false, reason: say('token_expired'), expired: true, context };
  const state = familyState(context, now);
  if (!state.live) return { live: false, reason: explainDeath(state.reason), context };
  if (connection === null && token.serial !== ownSerial(app, family))
    return { live: false, reason: say('token_app_revoked'), context };
  const { issuedAt, expiresAt } = token;
  return {
    live: true,
    kind: 'access',
    context,
    scopes: stillAllowed(context, token.scopes),
    issuedAt,
    expiresAt,
  };
}

/** What the app may no longer ask for, its tokens may no longer do. */
export function stillAllowed(
  { app, connection }: Pick<FamilyContext, 'app' | 'connection'>,
  scopes: readonly string[],
): readonly string[] {
  return scopes.filter(
    scope => app.scopes.includes(scope) && (connection === null || connection.scopes.includes(scope)),
  );
}
