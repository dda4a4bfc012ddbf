/** What was asked and answered, with its times: the only thing the checker sees. */
export interface Entry {
  op: 'consent' | 'redeem' | 'refresh' | 'revoke' | 'own' | 'check';
  /** Milliseconds of the machine's monotonic clock, the same one in every process. */
  begun: number;
  /** Null: no answer came (the server died). */
  ended: number | null;
  status: number | null;
  /** `error` of a refusal. */
  error: string | null;
  /** Seconds; null: the header was not there. */
  retryAfter: number | null;
  /** App and user: whose consent it is. */
  connection: string;
  /** The code all of the family's tokens come from; of an app's own tokens: `own`. */
  lineage: string;
  /** The code, refresh or access token that was presented. */
  used: string | null;
  /** What was issued. */
  access: string | null;
  refresh: string | null;
  /** Answer of `check`. */
  active: boolean | null;
}

export function monotonicNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export function newEntry(known: Pick<Entry, 'op' | 'connection' | 'lineage'> & Partial<Entry>): Entry {
  return {
    begun: monotonicNow(),
    ended: null,
    status: null,
    error: null,
    retryAfter: null,
    used: null,
    access: null,
    refresh: null,
    active: null,
    ...known,
  };
}
