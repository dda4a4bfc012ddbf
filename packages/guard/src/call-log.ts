/** The log line and the counter of one checked call (R52, S-Q10): who, which app, which account, which route, how it ended. */
import type { CallOutcome } from './usage-counters.ts';
import type { GuardLogEntry, Verdict } from './guard-types.ts';

export function toLogEntry(
  verdict: Verdict,
  status: number,
  now: { wallMs: number; elapsedMs: number },
): GuardLogEntry {
  return {
    event: 'api_call',
    level: verdict.allowed && status < 500 ? 'info' : 'warn',
    time: new Date(now.wallMs).toISOString(),
    requestId: verdict.requestId,
    method: verdict.method,
    route: verdict.route,
    status,
    durationMs: Math.max(0, Math.round(now.elapsedMs - verdict.startedMs)),
    app: verdict.counted?.app ?? null,
    user: verdict.access?.user?.id ?? null,
    account: verdict.access?.account?.id ?? null,
    connection: verdict.counted?.connection ?? null,
    key: verdict.counted?.key ?? null,
    ...(verdict.allowed ? {} : { error: verdict.refusal.error, reason: verdict.reason }),
  };
}

/** By the guard's own decision where it refused: the rendered status may be the company's convention (S4: always 400). */
export function outcomeOf(verdict: Verdict, status: number): CallOutcome {
  if (verdict.allowed) return status >= 400 ? 'errors' : 'served';
  if (verdict.refusal.status === 403) return 'denied';
  if (verdict.refusal.status === 429) return 'limited';
  return 'errors';
}
