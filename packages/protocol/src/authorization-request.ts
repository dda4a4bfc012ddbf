/** The authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3), in the two steps that may not be mixed: whom to answer, then what is asked. */
import { OAuthError } from './errors.ts';
import { checkNotRepeated, type Params } from './params.ts';
import { isCodeChallenge } from './pkce.ts';
import type { Profile, ResponseMode } from './profile.ts';
import { parseScope } from './scope.ts';
import { judgeState, type StateRefusal } from './state-policy.ts';
import { say, type Sentence } from './sentences/say.ts';

export type Prompt = 'none' | 'login' | 'consent' | 'select_account';

export interface AuthorizationRequest {
  responseMode: ResponseMode;
  scopes: string[];
  state: string | undefined;
  /** S256, 43 characters; null where the profile lets it be missing. */
  codeChallenge: string | null;
  prompts: readonly Prompt[];
  uiLocales: string[];
  loginHint: string | undefined;
}

export interface AuthorizationContext {
  profile: Profile;
  app: { scopes: readonly string[]; type: 'confidential' | 'public' };
  /** Every scope the provider knows. */
  scopes: readonly string[];
  /** Granted when the request names none, or cannot name any. */
  defaultScopes: readonly string[];
  /** Epoch seconds, for judging the state. */
  judgeNow: number;
  clientId: string;
}

/** A judged `state` that is easy to guess: the server shows the reason and how to make a good one (R25). */
export class StateRefusedError extends OAuthError {
  readonly refusal: StateRefusal;

  constructor(refusal: StateRefusal, explanation: Sentence) {
    super('invalid_request', explanation, { reason: say('state_refused', { refusal }) });
    this.name = 'StateRefusedError';
    this.refusal = refusal;
  }
}

const PROMPTS: readonly string[] = ['none', 'login', 'consent', 'select_account'] satisfies Prompt[];
const KNOWN = [
  'response_type',
  'response_mode',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'ui_locales',
  'login_hint',
  'request',
  'request_uri',
];

/**
 * Who asks, and where the answer may go. What this throws is for a page, never for a redirect:
 * nobody is trusted yet (RFC 6749 §4.1.2.1, S-A3, S-A13).
 */
export function readClientAndRedirect(params: Params): { clientId: string; redirectUri: string | undefined } {
  checkNotRepeated(params, ['client_id', 'redirect_uri']);
  const clientId = params.get('client_id');
  if (clientId === undefined) throw invalid(say('client_id_missing'));
  return { clientId, redirectUri: params.get('redirect_uri') };
}

/** What an error redirect needs, read so leniently that it never fails: the state byte for byte, and an allowed mode (S-A17, S-A18). */
export function readResponseTarget(
  params: Params,
  profile: Profile,
): { state: string | undefined; responseMode: ResponseMode } {
  const state = params.get('state');
  return { state, responseMode: findResponseMode(params, profile) ?? defaultResponseMode(profile) };
}

/** Everything beside client and redirect URI; what it throws may go to the redirect URI. */
export function parseAuthorizationRequest(
  params: Params,
  context: AuthorizationContext,
): AuthorizationRequest {
  checkNotRepeated(params, KNOWN);
  checkNoRequestObject(params);
  checkResponseType(params);
  return {
    responseMode: parseResponseMode(params, context.profile),
    state: parseState(params, context),
    codeChallenge: parseCodeChallenge(params, context),
    scopes: parseRequestedScopes(params, context),
    prompts: parsePrompts(params),
    uiLocales: readUiLocales(params),
    loginHint: readLoginHint(params),
  };
}

/** Ignoring a request object would mean to ignore what it asks for (RFC 9101 §5). */
function checkNoRequestObject(params: Params): void {
  const name = ['request', 'request_uri'].find(candidate => params.has(candidate));
  if (name === undefined) return;
  throw invalid(say('request_object', { name }));
}

/** S-A16: only the code flow exists; nothing token-like ever stands in a front-channel address. */
function checkResponseType(params: Params): void {
  const responseType = params.get('response_type');
  if (responseType === undefined) throw invalid(say('response_type_missing'));
  if (responseType === 'code') return;
  throw new OAuthError('unsupported_response_type', say('response_type_unsupported'));
}

function parseResponseMode(params: Params, profile: Profile): ResponseMode {
  const mode = findResponseMode(params, profile);
  if (mode !== undefined) return mode;
  if (!params.has('response_mode')) return defaultResponseMode(profile);
  const allowed = profile.authorize.responseModes.join(' or ');
  throw invalid(say('response_mode_unsupported', { allowed }));
}

function findResponseMode(params: Params, profile: Profile): ResponseMode | undefined {
  return profile.authorize.responseModes.find(mode => mode === params.get('response_mode'));
}

function defaultResponseMode(profile: Profile): ResponseMode {
  return profile.authorize.responseModes[0] ?? 'query';
}

function parseState(
  params: Params,
  { profile, clientId, judgeNow }: AuthorizationContext,
): string | undefined {
  const state = params.get('state');
  if (profile.authorize.state === 'required' && state === undefined) {
    throw invalid(say('state_absent'));
  }
  if (profile.authorize.state !== 'judged') return state;
  const judgement = judgeState(state, { clientId, nowSeconds: judgeNow });
  if (!judgement.ok) throw new StateRefusedError(judgement.reason, judgement.explanation);
  return state;
}

/** S-B8 to S-B10. A missing method means `plain` (RFC 7636 §4.3), which protects nothing here: refused, never guessed. */
function parseCodeChallenge(params: Params, { profile, app }: AuthorizationContext): string | null {
  const challenge = params.get('code_challenge');
  const method = params.get('code_challenge_method');
  if (challenge === undefined) {
    const needed = profile.authorize.pkce === 'required' || app.type === 'public' || method !== undefined;
    if (needed) throw invalid(say('challenge_missing'));
    return null;
  }
  if (method !== 'S256') throw invalid(say('challenge_method'));
  if (!isCodeChallenge(challenge)) {
    throw invalid(say('challenge_malformed'));
  }
  return challenge;
}

/** S-A25: a scope nobody knows and a scope not for this app are both refused; nothing is widened or dropped in silence. */
function parseRequestedScopes(params: Params, context: AuthorizationContext): string[] {
  const { profile, app } = context;
  if (profile.authorize.scope === 'ignored') return [...context.defaultScopes];
  const text = params.get('scope');
  if (text === undefined) return defaultScopesOf(context);
  const scopes = parseScope(text);
  const unknown = scopes.find(scope => !context.scopes.includes(scope));
  if (unknown !== undefined) {
    // The name is anybody's text: it stands in the developer's own log, on no page.
    const description = say('scope_unknown');
    throw invalidScope(
      description,
      say('scope_unknown_named', { scope: unknown.slice(0, 100), known: app.scopes.join(' ') }),
    );
  }
  const foreign = scopes.find(scope => !app.scopes.includes(scope));
  if (foreign !== undefined) {
    throw invalidScope(say('scope_not_registered', { scope: foreign }));
  }
  return scopes;
}

function defaultScopesOf({ profile, app, defaultScopes }: AuthorizationContext): string[] {
  const scopes = profile.authorize.scope === 'required' ? [] : defaultScopes;
  const allowed = scopes.filter(scope => app.scopes.includes(scope));
  // RFC 6749 §3.3: without a default, a request without scope is an invalid scope.
  if (allowed.length === 0) throw invalidScope(say('scope_missing'));
  return allowed;
}

/** OpenID Connect Core §3.1.2.1. */
function parsePrompts(params: Params): Prompt[] {
  const words = (params.get('prompt') ?? '').split(' ').filter(word => word !== '');
  if (!words.every(isPrompt)) {
    throw invalid(say('prompt_unknown'));
  }
  const prompts = [...new Set(words)];
  if (prompts.includes('none') && prompts.length > 1) {
    throw invalid(say('prompt_none_combined'));
  }
  return prompts;
}

function isPrompt(word: string): word is Prompt {
  return PROMPTS.includes(word);
}

/** A wish, not a demand: what is no language tag is left out. */
function readUiLocales(params: Params): string[] {
  const tags = (params.get('ui_locales') ?? '').split(' ', 20);
  return tags.filter(tag => /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/.test(tag));
}

/** A hint nobody could have as a name is left out: it would only fill the page. */
function readLoginHint(params: Params): string | undefined {
  const hint = params.get('login_hint');
  return hint === undefined || hint.length > 320 ? undefined : hint;
}

function invalid(description: Sentence): OAuthError {
  return new OAuthError('invalid_request', description);
}

function invalidScope(description: Sentence, reason = description): OAuthError {
  return new OAuthError('invalid_scope', description, { reason });
}
