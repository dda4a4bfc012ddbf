/** Request bodies arrive as raw bytes; each endpoint says which types it takes. Compressed ones are refused (S-V7). */
import { isAscii } from 'node:buffer';
import { OAuthError, Params, parseParams, say } from '@valetkey/protocol';

export interface RawBody {
  contentType: string;
  bytes: Buffer;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const CHARSET = /^\s*charset\s*=\s*"?utf-8"?\s*$/i;

/** Media type without parameters; throws for a charset other than UTF-8 (S-C3). */
function mediaType(contentType: string): string {
  const [type = '', ...parameters] = contentType.split(';');
  for (const parameter of parameters) {
    if (/^\s*charset/i.test(parameter) && !CHARSET.test(parameter))
      throw new OAuthError('unsupported_media_type', say('body_not_utf8'), {
        reason: say('charset', { type: contentType }),
      });
  }
  return type.trim().toLowerCase();
}

function decodeText(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  try {
    return decoder.decode(bytes);
  } catch {
    throw new OAuthError('invalid_request', say('body_broken_utf8'));
  }
}

/** @throws {OAuthError} unsupported_media_type, invalid_request. An absent body is an empty one. */
export function readForm(body: RawBody | null): Params {
  if (body === null || body.bytes.length === 0) return parseParams('');
  const type = mediaType(body.contentType);
  if (type !== 'application/x-www-form-urlencoded')
    throw new OAuthError('unsupported_media_type', say('body_not_form'), {
      reason: say('content_type', { type: type || 'missing' }),
    });
  return parseParams(decodeText(body.bytes));
}

/** Form, or a flat JSON object of strings with the same members, where the profile takes it. */
export function readFormOrJson(body: RawBody | null): Params {
  if (body === null || mediaType(body.contentType) !== 'application/json') return readForm(body);
  const value = readJson(body);
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    Object.values(value).some(v => typeof v !== 'string')
  )
    throw new OAuthError('invalid_request', say('body_not_strings'));
  // `JSON.parse` keeps the last of two: where names and values are all the strings there are, a repeated name leaves some over (S-C4).
  const strings = decodeText(body.bytes).match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  if (strings.length !== 2 * Object.keys(value).length)
    throw new OAuthError('invalid_request', say('body_member_twice'));
  return Params.from(value as Record<string, string>);
}

/** @throws {OAuthError} */
export function readJson(body: RawBody | null): unknown {
  if (body === null || mediaType(body.contentType) !== 'application/json')
    throw new OAuthError('unsupported_media_type', say('body_not_json_type'));
  try {
    return JSON.parse(decodeText(body.bytes)) as unknown;
  } catch (error) {
    if (error instanceof OAuthError) throw error;
    throw new OAuthError('invalid_request', say('body_not_json'));
  }
}

/** A form of our own pages: names may repeat. */
export function readPageForm(body: RawBody | null): URLSearchParams {
  if (body === null || mediaType(body.contentType) !== 'application/x-www-form-urlencoded')
    throw new OAuthError('unsupported_media_type', say('body_not_page_form'));
  return new URLSearchParams(decodeText(body.bytes));
}
