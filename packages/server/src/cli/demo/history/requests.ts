/** What the third-party app asked for in the last days, and what came of it: as the server itself would have written it. */
import { say } from '@valetkey/protocol';
import { newId } from '../../../domain/ids.ts';
import { randomText } from '../../../domain/secrets.ts';
import type { App, RequestLogEntry } from '../../../store/rows.ts';

type Told = Pick<RequestLogEntry, 'endpoint' | 'outcome' | 'code' | 'reason'>;

const HOUR_MS = 3_600_000;
const GOOD: readonly Told[] = [
  { endpoint: 'authorize', outcome: 'ok', code: null, reason: say('code_issued_again') },
  {
    endpoint: 'token',
    outcome: 'ok',
    code: null,
    reason: say('tokens_issued', { grant: 'authorization_code' }),
  },
];
const BAD: readonly Told[] = [
  {
    endpoint: 'authorize',
    outcome: 'refused',
    code: 'access_denied',
    reason: say('said_no'),
  },
  {
    endpoint: 'token',
    outcome: 'refused',
    code: 'invalid_grant',
    reason: say('with_reason', { what: say('code_invalid'), why: say('code_used') }),
  },
  {
    endpoint: 'token',
    outcome: 'refused',
    code: 'invalid_client',
    reason: say('app_wrong_secret'),
  },
];

/** The last three days, a few hours apart. */
export function oldRequests({ id: appId, provider }: App, now: number): RequestLogEntry[] {
  const told = [...GOOD, BAD[0]!, ...GOOD, BAD[1]!, ...GOOD, BAD[2]!, ...GOOD, ...GOOD];
  return told.map((one, i) => {
    const at = now * 1000 - (told.length - i) * 5 * HOUR_MS;
    return { ...one, id: newId(at), provider, appId, requestId: randomText(16), at };
  });
}
