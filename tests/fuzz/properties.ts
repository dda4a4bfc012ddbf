/** One property for each parser: which inputs it gets, and what must hold. An error of ours is a refusal; any other one is a bug. */
import * as fc from 'fast-check';
import {
  OAuthError,
  isCodeChallenge,
  isCodeVerifier,
  isSubset,
  judgeState,
  parseAuthorizationRequest,
  parseParams,
  parseScope,
  parseTokenRequest,
  profiles,
  readAppCredentials,
  readCredential,
  redactQuery,
  scopeMask,
  scopesOfMask,
} from '@valetkey/protocol';
import { ConfigError, checkConfig } from '../../packages/server/src/config.ts';
import { readFormOrJson, readJson } from '../../packages/server/src/http/bodies.ts';
import { readCookie } from '../../packages/server/src/http/cookies.ts';
import { parseAcceptLanguage } from '../../packages/server/src/http/languages.ts';
import { siteConfig } from '../faults/site-config.ts';
import { anyText, formText, pairs, plainText } from './texts.ts';

interface Property<T> {
  arbitrary: fc.Arbitrary<T>;
  holds(value: T): boolean;
}

function property<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): Property<T> {
  return { arbitrary, holds };
}

/** Runs it: what it gives, or null where it refuses; other errors go on. */
function orRefusal<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof OAuthError || error instanceof ConfigError) return null;
    throw error;
  }
}

const allProfiles = Object.values(profiles);
const methods = ['basic', 'post', 'query', 'none'] as const;

export const PROPERTIES = {
  'form parser: refuses or reads': property(formText, text => {
    const params = orRefusal(() => parseParams(text));
    return params === null || params.names().every(name => typeof (params.get(name) ?? '') === 'string');
  }),
  'form parser: reads what a browser writes': property(pairs, list => {
    const params = parseParams(new URLSearchParams(list).toString());
    return list.every(([name, value]) => params.get(name) === (value === '' ? undefined : value));
  }),
  'form parser: a name sent twice has no value': property(
    fc.tuple(
      plainText.filter(name => name !== ''),
      plainText,
    ),
    ([name, value]) => {
      if (Buffer.byteLength(name) > 128) return true;
      const once = new URLSearchParams([[name, value]]).toString();
      return parseParams(`${once}&x=1&${once}`).get(name) === undefined;
    },
  ),
  'Basic header: refuses or reads': property(
    fc.oneof(
      anyText,
      anyText.map(text => `Basic ${text}`),
      anyText.map(text => `Basic ${Buffer.from(text).toString('base64')}`),
    ),
    authorization => {
      const read = orRefusal(() => readAppCredentials({ authorization, params: parseParams(''), methods }));
      return read === null || (read.clientId !== '' && read.clientSecret !== '');
    },
  ),
  'Basic header: reads what RFC 6749 §2.3.1 writes': property(
    fc.tuple(plainText, plainText),
    ([id, secret]) => {
      if (id === '' || secret === '') return true;
      const encoded = [id, secret]
        .map(part => new URLSearchParams([['', part]]).toString().slice(1))
        .join(':');
      const authorization = `Basic ${Buffer.from(encoded).toString('base64')}`;
      const read = readAppCredentials({ authorization, params: parseParams(''), methods });
      return read.clientId === id && read.clientSecret === secret;
    },
  ),
  'PKCE: exactly the characters and lengths of RFC 7636': property(
    fc.oneof(
      anyText,
      fc.string({ unit: fc.constantFrom(...'abcXYZ019-._~+/='), minLength: 40, maxLength: 131 }),
    ),
    text => {
      const isOf = (alphabet: RegExp): boolean => [...text].every(character => alphabet.test(character));
      const isVerifier = text.length >= 43 && text.length <= 128 && isOf(/^[A-Za-z0-9._~-]$/);
      return (
        isCodeVerifier(text) === isVerifier &&
        isCodeChallenge(text) === (text.length === 43 && isOf(/^[A-Za-z0-9_-]$/))
      );
    },
  ),
  'scope: refuses or reads each name once': property(
    fc.oneof(
      anyText,
      fc.array(fc.constantFrom('a', 'b:c', ' ', '  ', '"', '\\', 'é')).map(parts => parts.join(' ')),
    ),
    text => {
      const scopes = orRefusal(() => parseScope(text));
      return scopes === null || (new Set(scopes).size === scopes.length && isSubset(scopes, text.split(' ')));
    },
  ),
  'scope mask: what goes in comes out': property(
    fc.tuple(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 100 }), fc.array(fc.nat(99))),
    ([all, picks]) => {
      const subset = all.filter((_, i) => picks.includes(i));
      return scopesOfMask(all, scopeMask(all, subset)).join('\0') === subset.join('\0');
    },
  ),
  'state judge: an answer with a reason, whatever it is': property(anyText, state => {
    const judgement = judgeState(state, {
      clientId: '06ovq7c0001qg4000000000010',
      nowSeconds: 1_800_000_000,
    });
    return judgement.ok || judgement.explanation.length > 10;
  }),
  'state judge: 192 random bits are taken': property(
    fc.uint8Array({ minLength: 24, maxLength: 24 }).filter(bytes => new Set(bytes).size > 19),
    bytes => {
      const context = { clientId: '06ovq7c0001qg4000000000010', nowSeconds: 1_800_000_000 };
      return judgeState(Buffer.from(bytes).toString('base64url'), context).ok || isStriking(bytes);
    },
  ),
  'Accept-Language: only tags that were sent, at most 20': property(
    fc.oneof(
      anyText,
      fc
        .array(fc.constantFrom('nl', 'en-GB', '*', ';q=0.5', ';q=2', ',', ' ', 'é'))
        .map(parts => parts.join(',')),
    ),
    text => {
      const tags = parseAcceptLanguage(text);
      return tags.length <= 20 && tags.every(tag => /^[A-Za-z0-9-]+$/.test(tag) && text.includes(tag));
    },
  ),
  'cookies: only values of ours': property(fc.tuple(anyText, anyText), ([before, value]) => {
    const read = readCookie(`${before}; vk=${value}; a=b`, 'vk');
    return read === undefined || /^[A-Za-z0-9_-]{16,128}$/.test(read);
  }),
  'JSON and form bodies: refuses or reads': property(
    fc.tuple(
      fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'application/json; charset=utf-8',
        'text/plain',
        '',
      ),
      fc.oneof(
        fc.json().map(json => Buffer.from(json)),
        fc.uint8Array({ maxLength: 400 }).map(bytes => Buffer.from(bytes)),
        formText.map(text => Buffer.from(text)),
      ),
    ),
    ([contentType, bytes]) => {
      orRefusal(() => readFormOrJson({ contentType, bytes }));
      orRefusal(() => readJson({ contentType, bytes }));
      return true;
    },
  ),
  'token and authorization requests of every profile: refuses or reads': property(
    fc.tuple(
      fc.constantFrom(...allProfiles),
      pairs,
      fc.dictionary(
        fc.constantFrom(
          'grant_type',
          'code',
          'scope',
          'state',
          'response_type',
          'code_challenge',
          'code_verifier',
          'refresh_token',
          'prompt',
          'response_mode',
        ),
        fc.oneof(
          plainText,
          fc.constantFrom(
            'code',
            'authorization_code',
            'refresh_token',
            'client_credentials',
            'S256',
            'none login',
          ),
        ),
      ),
    ),
    ([profile, list, named]) => {
      const params = parseParams(new URLSearchParams([...list, ...Object.entries(named)]).toString());
      orRefusal(() => parseTokenRequest(params, profile));
      orRefusal(() => parseAuthorizationRequest(params, { ...AUTHORIZATION_CONTEXT, profile }));
      return true;
    },
  ),
  'API credentials of every profile: refuses or reads': property(
    fc.tuple(
      fc.constantFrom(...allProfiles),
      fc.option(anyText, { nil: undefined }),
      fc.dictionary(
        fc.constantFrom('x-pw-accesstoken', 'x-pw-application', 'x-pw-useremail', 'x-api-key'),
        anyText,
      ),
    ),
    ([profile, authorization, headers]) => {
      const credential = orRefusal(() =>
        readCredential({ authorization, headers, query: parseParams('') }, profile.api),
      );
      return credential === null || credential.value.length > 0;
    },
  ),
  'log line: no parameter’s value stays': property(
    fc.array(
      fc.tuple(
        fc.constantFrom('code', 'client_secret', 'state', 'x'),
        fc.stringMatching(/^[a-z0-9]{12,20}$/),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    list => {
      const redacted = redactQuery(`/p?${new URLSearchParams(list).toString()}`);
      return list.every(([, value]) => !redacted.includes(value));
    },
  ),
  'configuration: refuses with a path, or is whole': property(
    fc.oneof(
      fc.anything(),
      fc
        .tuple(
          fc.constantFrom('publicUrl', 'providers', 'masterKey', 'listen', 'trustedProxies', 'other'),
          fc.anything(),
        )
        .map(([key, value]) => ({ ...siteConfig(), [key]: value })),
      fc
        .tuple(
          fc.constantFrom('slug', 'profile', 'scopes', 'login', 'branding', 'guardSecrets', 'refreshToken'),
          fc.anything(),
        )
        .map(([key, value]) => ({
          ...siteConfig(),
          providers: [{ ...siteConfig().providers[0], [key]: value }],
        })),
    ),
    input => {
      const config = orRefusal(() => checkConfig(input));
      return config === null || config.providers.length > 0;
    },
  ),
} as const;

const AUTHORIZATION_CONTEXT = {
  app: { scopes: ['people:read'], type: 'confidential' as const },
  scopes: ['people:read', 'people:write'],
  defaultScopes: ['people:read'],
  judgeNow: 1_800_000_000,
  clientId: '06ovq7c0001qg4000000000010',
};

/** Random bytes that happen to look like a pattern: rare, and the judge may say so. */
function isStriking(bytes: Uint8Array): boolean {
  return new Set(Buffer.from(bytes).toString('base64url')).size < 14;
}
