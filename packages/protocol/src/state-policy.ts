/**
 * Judges whether a `state` is hard to guess (R25, S-X3), for profiles that demand it.
 *
 * The length rule: 32 characters, as the documents say; but 128 random bits in base64 are 22 characters, and good. So 22 to 31
 * characters are enough when they can be base64 of 128 bits: letters of that alphabet only, and not hexadecimal or decimal digits,
 * which hold no more than 124 bits there. "Fewer than 10 different characters" holds for large alphabets; random hexadecimal text
 * has fewer than 10 once in 10,000, so it is held to 7. The probabilities are in docs/decisions/0002-state-judge.md.
 */
import { decodeBase64 } from './base64.ts';
import { hasConstantSteps, isRepeating, isSequence, isTime, isWords } from './state-patterns.ts';
import { say, type Sentence } from './sentences/say.ts';

export type StateRefusal =
  'missing' | 'too_short' | 'few_characters' | 'repeating' | 'sequence' | 'time' | 'words' | 'client_id';

export interface StateContext {
  clientId: string;
  /** Epoch seconds, for telling a time stamp. */
  nowSeconds: number;
}

export type StateJudgement = { ok: true } | { ok: false; reason: StateRefusal; explanation: Sentence };

/** One line that makes a good state, in every current JavaScript runtime. */
export const STATE_EXAMPLE = 'const state = crypto.randomUUID();';

const SHORTEST = 32;
const SHORTEST_BASE64 = 22;
/** A shorter id would stand in a random state by chance. */
const SHORTEST_CLIENT_ID = 12;

/** Whether nobody can guess this state. `explanation` may be shown, and may stand in `error_description`. */
export function judgeState(state: string | undefined, context: StateContext): StateJudgement {
  const reason = findRefusal(state ?? '', context);
  if (reason === undefined) return { ok: true };
  const explanation = say('state_guessable', { why: say(`state_${reason}`) });
  return { ok: false, reason, explanation };
}

function findRefusal(state: string, context: StateContext): StateRefusal | undefined {
  if (state === '') return 'missing';
  const body = state.replace(/={1,2}$/, '');
  if (body.length < SHORTEST && !isShortRandom(body)) return 'too_short';
  if (new Set(body.replaceAll('-', '')).size < fewestCharacters(body)) return 'few_characters';
  return findPattern(body, context) ?? findEncodedPattern(body, context);
}

function isShortRandom(body: string): boolean {
  return (
    body.length >= SHORTEST_BASE64 &&
    /^[A-Za-z0-9+/_-]+$/.test(body) &&
    !/^(?:[0-9a-f_-]+|[0-9A-F_-]+)$/.test(body)
  );
}

function fewestCharacters(body: string): number {
  if (isHex(body.replaceAll('-', ''))) return 7;
  return body.length < SHORTEST ? 9 : 10;
}

function findPattern(text: string, { clientId, nowSeconds }: StateContext): StateRefusal | undefined {
  if (containsClientId(text, clientId)) return 'client_id';
  if (isTime(text, nowSeconds)) return 'time';
  if (isRepeating(text)) return 'repeating';
  if (isSequence(text)) return 'sequence';
  return isWords(text) ? 'words' : undefined;
}

/** The same in disguise: numbers or text, encoded in hexadecimal or base64. */
function findEncodedPattern(body: string, context: StateContext): StateRefusal | undefined {
  const bytes = isHex(body) ? decodeHex(body) : decodeBase64Text(body);
  if (bytes === null) return undefined;
  if (/^\0{6}|\0{6}$/.test(bytes)) return 'time';
  if (hasConstantSteps([...bytes].map(byte => byte.charCodeAt(0)))) return 'sequence';
  return /^[\x20-\x7e\s]+$/.test(bytes) ? findPattern(bytes, context) : undefined;
}

function containsClientId(text: string, clientId: string): boolean {
  const plain = (part: string): string => part.replaceAll('-', '').toLowerCase();
  return clientId.length >= SHORTEST_CLIENT_ID && plain(text).includes(plain(clientId));
}

function isHex(text: string): boolean {
  return /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text);
}

function decodeHex(text: string): string | null {
  if (text.length % 2 !== 0) return null;
  return text.replace(/../g, pair => String.fromCharCode(parseInt(pair, 16)));
}

function decodeBase64Text(body: string): string | null {
  const standard = body.replaceAll('-', '+').replaceAll('_', '/');
  return decodeBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}
