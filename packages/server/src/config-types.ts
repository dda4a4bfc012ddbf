/** The configuration as a person writes it in `valetkey.config.ts` (`defineConfig`). Checked once, in config.ts. */
import type { AnomalyResponse, AnomalyRule, PageLocale, Profile, ProfileName } from '@valetkey/protocol';

export type Texts = { en: string } & Partial<Record<PageLocale, string>>;

export interface ScopeConfig {
  /** Plain words on the consent page: "Read your projects". */
  title: Texts;
  description?: Texts;
  access: 'read' | 'change';
  /** Heading on the consent page: "Projects". */
  group?: Texts;
  /** The user may untick it. */
  optional?: boolean;
  /** Scopes this one contains; `'*'`: every scope of the provider, later ones too. */
  includes?: readonly string[] | '*';
  /** A costly function: calls per app and UTC day (R56). */
  dailyQuota?: number;
}

export type LoginConfig =
  | { type: 'directory' }
  | {
      type: 'handoff';
      /** The company's own login page; it is sent `?login_request=<id>&locale=<en|nl>`. */
      url: string;
      /** What the company's back end authenticates with when it answers. At least 32 characters. */
      secret: string;
    };

export interface BrandingConfig {
  /** PNG or WebP file (path relative to the configuration) or `data:` URL. */
  logo?: string;
  accent?: { light: string; dark: string };
  privacyUrl?: string;
  termsUrl?: string;
  supportUrl?: string;
}

export interface ProviderConfig {
  /** In the issuer's address: `https://host/{slug}`. Lower case, digits, hyphen. */
  slug: string;
  name: string;
  profile: ProfileName | Profile;
  /** A domain of the provider's own; default: `{publicUrl}/{slug}`. */
  scopes: Record<string, ScopeConfig>;
  /** An address of the API that every token may call with GET: quickstarts make their first call there. */
  firstCallUrl?: string;
  /** Granted when the request names none. Default: the profile's. */
  defaultScopes?: readonly string[];
  login?: LoginConfig;
  branding?: BrandingConfig;
  /** E-mail addresses of the staff: who signs in with one operates the console. Default: nobody. */
  operators?: readonly string[];
  /** Secrets the guards authenticate with; several, so that they can be rotated. At least 32 characters each. */
  guardSecrets: readonly string[];
  accessToken?: { format?: 'signed' | 'jwt'; lifetimeSeconds?: number };
  refreshToken?: {
    /** Unused for so long: ends. Default 90 days. */
    idleSeconds?: number;
    /** Ends in any case. Default 400 days. */
    absoluteSeconds?: number;
    /** Default 60 (confidential) and 10 (public); 0: strict single use. */
    replayWindowSeconds?: { confidential: number; public: number };
  };
  /** Default 60, at most 600. */
  codeLifetimeSeconds?: number;
  /** New connections in 24 hours of an app that its developer registered and nobody of the staff verified. Default 100. */
  newAppDailyConnections?: number;
  /** Calls per app or key; default: the profile's. */
  rateLimit?: { limit: number; windowSeconds: number };
  /** What happens by itself when something is odd, per rule (docs/guides/monitoring.md). Default: `notify`. */
  anomalies?: Partial<Record<AnomalyRule, AnomalyResponse | 'off'>>;
}

/** What strangers may take of the server. This machine itself and trusted proxies are not limited. */
export interface LimitsConfig {
  /** Open connections in all. Default 10,000. */
  connections?: number;
  /** Open connections from one network (an IPv4 address or an IPv6 /64). Default 1,000. */
  connectionsPerNetwork?: number;
  /** Authorization requests in ten minutes in all, beyond which networks with more than 20 of them wait. Default 100,000. */
  authorizations?: number;
  /** Authorization requests in ten minutes from one network, or of one signed-in person. Default 1,000. */
  authorizationsPerNetwork?: number;
}

/** Where mails go: to a mail server, or, to try it, into files. */
export interface MailConfig {
  /** The address they come from; the name beside it is the provider's. */
  from: string;
  smtp?: {
    host: string;
    /** Default 587; 465 with `implicit`. */
    port?: number;
    /** Default `starttls`, without which nothing is sent. `none`: for a mail server on this machine. */
    tls?: 'implicit' | 'starttls' | 'none';
    user?: string;
    /** Usually left to `VALETKEY_SMTP_PASSWORD` or `VALETKEY_SMTP_PASSWORD_FILE`. */
    password?: string;
  };
  /** A directory that gets an `.eml` file for each mail. */
  outbox?: string;
}

export interface ValetkeyConfig {
  /** `https://…`, or `http://localhost:…` while developing. No path. */
  publicUrl: string;
  listen?: {
    host?: string;
    port?: number;
    /** How long a node that ends goes on answering while it says that it is not ready. Default 0; behind a load balancer as long as that takes to notice. */
    drainSeconds?: number;
  };
  dataDirectory?: string;
  /** `postgres://…`, where several nodes run. Usually left to `DATABASE_URL` or `DATABASE_URL_FILE`. Default: SQLite in the data directory. */
  databaseUrl?: string;
  /** 32 bytes in base64 or hex. Usually left to `VALETKEY_MASTER_KEY` or `VALETKEY_MASTER_KEY_FILE`. */
  masterKey?: string;
  /** Addresses (or ranges, `10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed. Default: none. */
  trustedProxies?: readonly string[];
  /** How long what ended is kept, for the audit and against replays; at least an hour each. */
  retention?: {
    /** Token families that expired or were revoked. Default 30 days. */
    familySeconds?: number;
    /** The audit log. Default 400 days. */
    eventSeconds?: number;
  };
  privacy?: {
    /**
     * What of callers' addresses is logged and stored. Default `truncated`: the network (IPv4 /24, IPv6 /48). Guards never report more
     * than that, with `none` what they report is dropped.
     */
    addresses?: 'full' | 'truncated' | 'none';
  };
  limits?: LimitsConfig;
  /** Default: nobody is told by mail. */
  mail?: MailConfig;
  logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** When to refuse (503 with `Retry-After`) what cannot be answered in good time. Defaults: 1000 requests under way, 50 ms. */
  overload?: { maxRequests?: number; maxDelayMs?: number };
  providers: readonly ProviderConfig[];
}
