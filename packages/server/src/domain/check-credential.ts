/** What a guard asks: is this token or API key good, for whom, for what (R43-R46, R4). Tokens and keys get the same answer, so the same checks follow (S-P5). */
import {
  expandScopes,
  isApiKey,
  type ActiveCredential,
  type ApiCredential,
  type CheckAnswer,
  say,
  type Sentence,
} from '@valetkey/protocol';
import { apiKeyEnd, apiKeyState } from '../store/liveness.ts';
import type { Account, ApiKey, ApiKeyContext, FamilyContext, User } from '../store/rows.ts';
import { THROTTLED } from './anomalies/respond.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { explainDeath } from './explain-death.ts';
import { normaliseEmail } from './people.ts';
import { planAllows, type Provider } from './providers.ts';
import { KeyGuesses } from './key-guesses.ts';
import { rateLimitOf, rateLimitOfProvider } from './review/limits.ts';
import { apiKeyId, equalDigests } from './secrets.ts';
import { readAccessToken } from './tokens.ts';

/** `reason`: for the log and the app's own request log; never part of the answer. */
export interface CheckOutcome {
  answer: CheckAnswer;
  reason: Sentence | null;
  /** The app and connection the credential belongs to, also when it is not active any more. */
  appId: string | null;
  connectionId: string | null;
  /** The key was not looked at: its network guessed too often (S-P6). */
  waitSeconds?: number;
}

/** `address`: whose call it is, for the limit on guessing keys; undefined: nobody told. */
export async function checkCredential(
  core: Core,
  provider: Provider,
  credential: ApiCredential,
  address: string | undefined,
): Promise<CheckOutcome> {
  const asKey =
    credential.type === 'api_key' || (provider.profile.api.keyAsBearer && isApiKey(credential.value));
  const outcome = asKey
    ? await checkApiKey(core, provider, credential, address)
    : await checkToken(core, provider, credential.value);
  return outcome.answer.active ? { ...outcome, answer: throttled(core, outcome.answer) } : outcome;
}

/** Until somebody has looked at what was odd (R52): in a window of its own, so that the app's other connections go on. */
function throttled(core: Core, answer: ActiveCredential): ActiveCredential {
  const credential = answer.connection_id ?? answer.api_key_id ?? answer.app?.client_id;
  if (credential === undefined || !core.watch.isThrottled(credential)) return answer;
  return { ...answer, limit_key: `throttled:${credential}`, rate_limit: THROTTLED };
}

async function checkToken(core: Core, provider: Provider, token: string): Promise<CheckOutcome> {
  const reading = await readAccessToken(core, provider, token);
  if (!reading.live)
    return inactive(reading.reason, reading.context?.app.id ?? null, reading.context?.connection?.id ?? null);
  const { app, user, account, connection, family }: FamilyContext = reading.context;
  return {
    reason: null,
    appId: app.id,
    connectionId: connection?.id ?? null,
    answer: {
      ...describe(provider, reading.scopes, user, account),
      rate_limit: await rateLimitOf(core, provider, app.id),
      kind: 'token',
      family_id: family.id,
      api_key_id: null,
      connection_id: connection?.id ?? null,
      app: { client_id: app.id, name: app.name },
      expires_at: reading.expiresAt,
      limit_key: `app:${app.id}`,
    },
  };
}

async function checkApiKey(
  core: Core,
  provider: Provider,
  credential: ApiCredential,
  address: string | undefined,
): Promise<CheckOutcome> {
  const id = provider.profile.api.keys === 'none' ? null : apiKeyId(credential.value);
  const guesses = new KeyGuesses(core, id, address);
  const wait = guesses.wait();
  if (wait > 0) return { ...inactive(say('key_attempts'), null), waitSeconds: wait };
  const context = id === null ? null : await core.store.findApiKey(id);
  // Hashed also when there is no such key: unknown and revoked take as long (S-P6).
  const hash = core.keys.pepper.hash('api-key', credential.value);
  if (!equalDigests(hash, context?.key.hash ?? 'A'.repeat(43)) || context === null) {
    guesses.wrong(hash);
    await core.evenReads.apiKeys.make(context?.key.id ?? null);
    return inactive(say('key_unknown'), null);
  }
  guesses.right();
  const { key, user, account } = context;
  const state = apiKeyState(context, nowSeconds(core.clock));
  const problem =
    key.provider !== provider.slug
      ? say('key_other_provider')
      : state.live
        ? companionProblem(provider, credential, context)
        : explainDeath(state.reason);
  if (problem !== null) return inactive(problem, null);
  return {
    reason: null,
    appId: null,
    connectionId: null,
    answer: {
      ...describe(provider, key.scopes, user, account),
      ...(await sunsetOf(core, provider, key)),
      kind: 'api_key',
      family_id: null,
      api_key_id: key.id,
      connection_id: null,
      app: null,
      expires_at: apiKeyEnd(key),
      limit_key: `key:${key.id}`,
    },
  };
}

/** R4: whoever calls with a key that will end is told in each answer. */
async function sunsetOf(
  { store }: Core,
  { slug, issuer }: Provider,
  key: ApiKey,
): Promise<Pick<ActiveCredential, 'sunset'>> {
  const announced = key.sunsetAt === null ? null : await store.findKeySunset(slug);
  if (announced === null) return {};
  const { announcedAt: announced_at, endsAt: ends_at } = announced;
  return { sunset: { announced_at, ends_at, link: `${issuer}/console/settings/integrations` } };
}

/** S1: the key counts only together with the application's name and its owner's e-mail. */
function companionProblem(
  provider: Provider,
  credential: ApiCredential,
  { user }: ApiKeyContext,
): Sentence | null {
  const companions = credential.type === 'api_key' ? credential.companions : {};
  for (const { header, must } of provider.profile.api.keyCompanions ?? []) {
    const given = companions[header] ?? '';
    const fits =
      must === 'owner-email' ? normaliseEmail(given) === normaliseEmail(user.email) : given === must.equal;
    if (!fits) return say('key_header', { name: header });
  }
  return null;
}

function describe(
  provider: Provider,
  scopes: readonly string[],
  user: User | null,
  account: Account | null,
): Pick<
  ActiveCredential,
  'active' | 'user' | 'account' | 'scope' | 'permissions' | 'rate_limit' | 'quotas' | 'refusal'
> {
  return {
    active: true,
    user: user && { id: user.id, external_id: user.externalId, email: user.email, name: user.name },
    account: account && {
      id: account.id,
      external_id: account.externalId,
      name: account.name,
      plan: account.plan,
    },
    scope: [...scopes],
    permissions: expandScopes(scopes, provider.includes),
    rate_limit: rateLimitOfProvider(provider),
    quotas: { ...provider.quotas },
    refusal: account === null || planAllows(provider, account.plan) ? null : planRefusal(provider),
  };
}

function planRefusal(provider: Provider): NonNullable<ActiveCredential['refusal']> {
  const plans = (provider.profile.plans ?? []).join(' or ');
  return {
    status: 403,
    error: 'plan_required',
    error_description: `API access needs an active ${plans} plan, and this account has none now.`,
  };
}

function inactive(reason: Sentence, appId: string | null, connectionId: string | null = null): CheckOutcome {
  return { answer: { active: false }, reason, appId, connectionId };
}
