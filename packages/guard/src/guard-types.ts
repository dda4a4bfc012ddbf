/** What goes into the guard and what comes out: the request, the route's rule, the verdict, and what the handler may know. */
import type { ErrorCode } from '@valetkey/protocol';

export interface GuardRequest {
  method: string;
  /** Path with query, as it stood in the request line. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** Every `Authorization` header of the request: frameworks drop the second one, and S-Q2 wants it seen. */
  authorization?: string | string[] | undefined;
  /** Default: a new UUID. */
  requestId?: string;
  /**
   * Who is at the other end of the connection, as far as the framework is told whom to trust: the server limits guesses at API keys by
   * network, and only the network is kept (R52).
   */
  address?: string | undefined;
}

export interface RouteRule {
  /** What the credential must hold, all of it. `null` is believed only together with `public: true`. */
  scope: string | readonly string[] | null;
  /** The route needs no credential. Said aloud, because an undeclared scope must never mean "open" (S-Q8). */
  public?: true;
  /** False: an app may call for itself, with no user present (client credentials). Default true (S-C21). */
  user?: boolean;
  /** The route's pattern, for usage and logs; adapters that know it fill it in. */
  route?: string;
  /**
   * Which calls take from a daily quota (R56). By default every scope of the rule that has one;
   * `false`: none (a list of what was made); `{ scope }`: that one.
   */
  costly?: boolean | { scope: string };
}

/** On whose behalf the handler acts. */
export interface Access {
  kind: 'token' | 'api_key';
  app: { clientId: string; name: string } | null;
  /** Null: the app acts for itself; there is no user to look up (S-C21). */
  user: { id: string; externalId: string | null; email: string; name: string } | null;
  account: { id: string; externalId: string | null; name: string; plan: string | null } | null;
  /** As granted. */
  scopes: readonly string[];
  /** Granted scopes and everything they include. */
  permissions: readonly string[];
  connectionId: string | null;
  apiKeyId: string | null;
  /** Epoch seconds; null: until revoked. */
  expiresAt: number | null;
}

export interface Refusal {
  status: number;
  error: ErrorCode;
  description: string;
  requestId: string;
  headers: Record<string, string>;
}

export interface RenderedRefusal {
  status: number;
  headers: Record<string, string>;
  /** Sent as it is when it is a string, as JSON otherwise. */
  body: unknown;
}

/** Whom a call is counted for; null where nobody is known. */
export interface Counted {
  app: string | null;
  connection: string | null;
  key: string | null;
}

export interface CallOrigin {
  /** A /24 or /48. */
  network: string | null;
  /** The product of the user agent. */
  agent: string | null;
  scopes: readonly string[];
}

interface VerdictBase {
  requestId: string;
  method: string;
  route: string;
  counted: Counted | null;
  /** Where the call came from and what it needed: only counters keep it, none of it decides. */
  origin: CallOrigin;
  access: Access | null;
  startedMs: number;
}

export interface Allowed extends VerdictBase {
  allowed: true;
  /** To be added to the answer: request id, `RateLimit-*`, and the end of API keys that was announced. */
  headers: Record<string, string>;
}

export interface Refused extends VerdictBase {
  allowed: false;
  refusal: Refusal;
  rendered: RenderedRefusal;
  /** For the log alone. */
  reason: string;
}

export type Verdict = Allowed | Refused;

/** What the guard tells its owner. Never holds a credential. */
export type GuardLogEntry =
  | {
      event: 'api_call';
      level: 'info' | 'warn';
      time: string;
      requestId: string;
      method: string;
      route: string;
      status: number;
      durationMs: number;
      app: string | null;
      user: string | null;
      account: string | null;
      connection: string | null;
      key: string | null;
      error?: ErrorCode;
      reason?: string;
    }
  | { event: 'feed_lost' | 'usage_delayed'; level: 'warn'; time: string; reason: string }
  | { event: 'feed_confirmed'; level: 'info'; time: string }
  | { event: 'usage_dropped'; level: 'warn'; time: string; calls: number };

export interface GuardOptions {
  /** The provider's issuer, `https://…`; http only on loopback, or with `allowHttp`. */
  issuer: string;
  /** One of the provider's `guardSecrets`. */
  secret: string;
  /** Plain http to a server on a private network. The secret and the tokens are then readable on the way. */
  allowHttp?: boolean;
  cache?: {
    /** Credentials remembered. Default 10,000. */
    maxEntries?: number;
    /** How long one is believed. Default 30. */
    maxSeconds?: number;
    /** How long a refused one is remembered. Default 2. */
    negativeSeconds?: number;
  };
  /** Without news of revocations for so long, no remembered answer is believed. Default 10, at least 3. */
  failClosedAfterSeconds?: number;
  /** How often counters are reported. Default 5. */
  usage?: { flushSeconds?: number };
  fetch?: typeof fetch;
  /** Default: wall time for `exp` and usage, monotonic time for durations (S-E11). */
  clock?: { nowMs(): number };
  /** Called for each API call and for what the operator should know. What it throws is ignored. */
  onLog?: (entry: GuardLogEntry) => void;
  /** The company's own error format; the guard still decides. */
  renderRefusal?: (refusal: Refusal, request: GuardRequest) => RenderedRefusal;
}

export interface Guard {
  /** Checks a rule at start-up and remembers its scopes for {@link Guard.ready}. @throws GuardConfigError */
  declare(rule: RouteRule): RouteRule;
  /** Decides on one request. Never rejects for what a request contains. */
  check(request: GuardRequest, rule: RouteRule): Promise<Verdict>;
  /**
   * To be called once per checked request: counts and logs it.
   * @param status as it was sent
   * @param bytes of the answer's body, where the adapter knows them
   */
  report(verdict: Verdict, status: number, bytes?: number): void;
  /** Waits for the server's configuration and the first cursor of the feed. @throws GuardConfigError */
  ready(): Promise<void>;
  /** Ends the feed and sends the counters that are left. */
  close(): Promise<void>;
}
