/** Parses the server's answers. What is missing is never taken for "no restriction" (S-Q4): an answer that is not whole is none. */
import type { CheckAnswer, FeedAnswer, GuardConfiguration, QuotaAnswer } from '@valetkey/protocol';
import { ServerFailure } from './server-failure.ts';

type Json = Record<string, unknown>;

export function parseCheckAnswer(value: unknown): CheckAnswer {
  const answer = parseObject(value, 'check');
  if (answer['active'] === false) {
    const wait = answer['retry_after'];
    return { active: false, ...(isNumber(wait) ? { retry_after: wait } : {}) };
  }
  const whole =
    answer['active'] === true &&
    (answer['kind'] === 'token' || answer['kind'] === 'api_key') &&
    ['family_id', 'api_key_id', 'connection_id'].every(name => isStringOrNull(answer[name])) &&
    ['app', 'user', 'account', 'rate_limit', 'refusal'].every(name => isObjectOrNull(answer[name])) &&
    isStrings(answer['scope']) &&
    isStrings(answer['permissions']) &&
    (answer['expires_at'] === null || isNumber(answer['expires_at'])) &&
    typeof answer['limit_key'] === 'string' &&
    isObject(answer['quotas']) &&
    isRateLimit(answer['rate_limit']) &&
    isSunset(answer['sunset']);
  if (!whole) throw notWhole('check');
  return answer as unknown as CheckAnswer;
}

export function parseQuotaAnswer(value: unknown): QuotaAnswer {
  const answer = parseObject(value, 'quota');
  if (typeof answer['allowed'] !== 'boolean' || !isNumber(answer['reset_at'])) throw notWhole('quota');
  return answer as unknown as QuotaAnswer;
}

export function parseFeedAnswer(value: unknown): FeedAnswer {
  const answer = parseObject(value, 'feed');
  const endings = answer['endings'];
  if (typeof answer['cursor'] !== 'string' || typeof answer['reset'] !== 'boolean') throw notWhole('feed');
  if (!Array.isArray(endings) || !endings.every(isObject)) throw notWhole('feed');
  return answer as unknown as FeedAnswer;
}

export function parseConfiguration(value: unknown): GuardConfiguration {
  const answer = parseObject(value, 'configuration');
  if (typeof answer['issuer'] !== 'string' || !isObject(answer['api']) || !isStrings(answer['scopes'])) {
    throw notWhole('configuration');
  }
  return answer as unknown as GuardConfiguration;
}

function parseObject(value: unknown, path: string): Json {
  if (!isObject(value)) throw notWhole(path);
  return value;
}

function notWhole(path: string): ServerFailure {
  return new ServerFailure(`guard/${path}: the answer lacks members of the contract`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isObjectOrNull(value: unknown): boolean {
  return value === null || isObject(value);
}

function isStringOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRateLimit(value: unknown): boolean {
  return value === null || (isObject(value) && isNumber(value['limit']) && isNumber(value['window_seconds']));
}

/** They become headers: what would not fit into one is no answer. */
function isSunset(value: unknown): boolean {
  if (value === undefined) return true;
  return (
    isObject(value) &&
    isNumber(value['announced_at']) &&
    isNumber(value['ends_at']) &&
    typeof value['link'] === 'string' &&
    /^https?:\/\/[^\s<>"]+$/.test(value['link'])
  );
}
