/** How an app says who it is at the token endpoint and its neighbours (RFC 6749 §2.3.1, RFC 7617). Whether it is true, the server finds out. */
import { decodeBase64 } from './base64.ts';
import { OAuthError, type ErrorCode, type OAuthErrorOptions } from './errors.ts';
import { checkNotRepeated, decodeFormText, hasControlCharacter, type Params } from './params.ts';
import type { AppAuthentication } from './profile.ts';
import { say, type Sentence } from './sentences/say.ts';

export interface AppCredentials {
  method: AppAuthentication;
  clientId: string;
  /** Undefined for method `none`. */
  clientSecret: string | undefined;
  /** An `Authorization` header was sent: a refusal answers it with a challenge (RFC 6749 §5.2). */
  basicTried: boolean;
}

export interface AppCredentialsInput {
  authorization: string | undefined;
  /** Of the body; for method `query` those of the address. */
  params: Params;
  methods: readonly AppAuthentication[];
}

/** Credentials that cannot be read, are not taken here, or are not right. */
export class AppCredentialsError extends OAuthError {
  readonly basicTried: boolean;

  constructor(code: ErrorCode, description: Sentence, basicTried: boolean, options: OAuthErrorOptions = {}) {
    super(code, description, options);
    this.name = 'AppCredentialsError';
    this.basicTried = basicTried;
  }
}

/** RFC 7617 §2; the scheme's case does not matter (S-C8). */
const BASIC = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;
const LONGEST_HEADER = 4096;

/** Finds the one way the app authenticates; two at once are refused, and so is one that is not among `methods` (S-C5, S-C6). */
export function readAppCredentials(input: AppCredentialsInput): AppCredentials {
  const { authorization, params, methods } = input;
  checkNotRepeated(params, ['client_id', 'client_secret']);
  const basicTried = authorization !== undefined;
  checkOneMethod(params, basicTried);
  const credentials = basicTried ? readBasic(authorization, params) : readParams(params, methods);
  if (methods.includes(credentials.method)) return credentials;
  throw new AppCredentialsError('invalid_client', refusalOf(credentials.method, methods), basicTried);
}

function checkOneMethod(params: Params, basicTried: boolean): void {
  const inParams = ['client_secret', 'client_assertion'].filter(name => params.has(name));
  if (inParams.length + Number(basicTried) > 1) {
    throw new AppCredentialsError('invalid_request', say('credentials_twice'), basicTried);
  }
  if (params.has('client_assertion')) {
    throw new AppCredentialsError('invalid_client', say('credentials_assertion'), false);
  }
}

function readBasic(authorization: string, params: Params): AppCredentials {
  const [clientId, clientSecret] = decodeBasic(authorization);
  const named = params.get('client_id');
  if (named !== undefined && named !== clientId) {
    throw new AppCredentialsError('invalid_request', say('credentials_differ'), true);
  }
  return { method: 'basic', clientId, clientSecret, basicTried: true };
}

/** RFC 6749 §2.3.1: id and secret are form-encoded first, then joined and put into base64. */
function decodeBasic(authorization: string): [string, string] {
  const encoded = authorization.length > LONGEST_HEADER ? undefined : BASIC.exec(authorization)?.[1];
  const decoded = encoded === undefined ? null : decodeBase64(encoded);
  const colon = decoded?.indexOf(':') ?? -1;
  if (decoded === null || colon < 1) throw malformedBasic();
  const clientId = decodePart(decoded.slice(0, colon));
  // Libraries that were given no secret send the id and a colon.
  if (colon === decoded.length - 1) {
    throw new AppCredentialsError('invalid_client', say('credentials_no_secret'), true);
  }
  const clientSecret = decodePart(decoded.slice(colon + 1));
  return [clientId, clientSecret];
}

function decodePart(text: string): string {
  const part = decodeOrRefuse(text);
  if (part === '' || hasControlCharacter(part)) throw malformedBasic();
  return part;
}

function decodeOrRefuse(text: string): string {
  try {
    return decodeFormText(text);
  } catch {
    throw malformedBasic();
  }
}

function malformedBasic(): AppCredentialsError {
  return new AppCredentialsError('invalid_client', say('credentials_malformed'), true);
}

function readParams(params: Params, methods: readonly AppAuthentication[]): AppCredentials {
  const clientId = params.get('client_id');
  if (clientId === undefined) {
    throw new AppCredentialsError('invalid_client', say('credentials_absent'), false);
  }
  const clientSecret = params.get('client_secret');
  const withSecret = methods.includes('query') && !methods.includes('post') ? 'query' : 'post';
  const method = clientSecret === undefined ? 'none' : withSecret;
  return { method, clientId, clientSecret, basicTried: false };
}

function refusalOf(method: AppAuthentication, methods: readonly AppAuthentication[]): Sentence {
  if (method === 'none') return say('credentials_secret_absent');
  const offered = methods.map(name => WORDS[name]).join(', or ');
  return say('credentials_method', { offered });
}

const WORDS: Readonly<Record<AppAuthentication, string>> = {
  basic: 'an Authorization header with Basic',
  post: 'client_id and client_secret in the body',
  query: 'client_id and client_secret in the query',
  none: 'client_id alone, for a public app',
};
