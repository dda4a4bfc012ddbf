/** What the endpoints share, opened once by the composition root. */
import { RollingWindow } from '@valetkey/protocol';
import type { ValetkeyConfig } from '../config-types.ts';
import type { Store } from '../store/store.ts';
import { AnomalyWatch } from './anomalies/watch.ts';
import { Admission } from './admission.ts';
import {
  Attempts,
  KEY_NETWORK_RULE,
  LOGIN_RULE,
  MACHINE_RULE,
  NETWORK_RULE,
  SECRET_RULE,
} from './attempts.ts';
import { BegunRequests } from './authorization/begun-requests.ts';
import type { Clock } from './clock.ts';
import { EvenReads } from './even-reads.ts';
import { Feed } from './feed.ts';
import { FollowUp } from './follow-up.ts';
import { keepHouse } from './keep-house.ts';
import { IssuedTokens } from './issued-tokens.ts';
import { KeyRing } from './keys.ts';
import type { MasterKey } from './master-key.ts';
import { Metrics } from './metrics.ts';
import { PasswordPool } from './passwords.ts';
import { buildProviders, type Provider } from './providers.ts';
import { Readiness } from './readiness.ts';
import { RequestLog } from './request-log.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** One line for an answered request; where it is absent, `info`. */
  request?(fields: RequestLine): void;
}

interface RequestLine {
  requestId: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  /** As far as it is kept. */
  address: string | null;
}

export interface Core {
  config: ValetkeyConfig;
  providers: ReadonlyMap<string, Provider>;
  store: Store;
  clock: Clock;
  keys: KeyRing;
  passwords: PasswordPool;
  attempts: Readonly<
    Record<'login' | 'secret' | 'machine' | 'apiKey' | 'apiKeyNetwork' | 'network', Attempts>
  >;
  begun: BegunRequests;
  evenReads: EvenReads;
  feed: Feed;
  watch: AnomalyWatch;
  followUp: FollowUp;
  readiness: Readiness;
  admission: Admission;
  requestLog: RequestLog;
  issued: IssuedTokens;
  metrics: Metrics;
  /** Opens /metrics from elsewhere than this machine. */
  metricsToken: string | null;
  /** Rolling windows of calls that come through a proxy (forward authentication). */
  forwardRates: RollingWindow;
  log: Log;
  close(): Promise<void>;
}

const KEEP_HOUSE_EVERY_MS = 60_000;

/** @throws {ConfigError} when the master key does not fit the database. */
export async function openCore(parts: {
  config: ValetkeyConfig;
  store: Store;
  master: MasterKey;
  clock: Clock;
  log: Log;
  metricsToken?: string | undefined;
}): Promise<Core> {
  const { config, store, master, clock, log } = parts;
  const keys = await KeyRing.open(store, master, clock);
  const metrics = new Metrics();
  const requestLog = new RequestLog(store, (error, dropped) => {
    metrics.dropped.inc(dropped);
    log.warn({ err: error, dropped }, 'request log entries were dropped');
  });
  const issued = new IssuedTokens(store, clock, error =>
    log.warn({ err: error }, 'counters of issued tokens were dropped'),
  );
  const providers = buildProviders(config);
  const watch = new AnomalyWatch({
    store,
    clock,
    providers,
    onProblem: error => log.error({ err: error }, 'anomalies could not be looked for'),
  });
  await watch.loadThrottled();
  const followUp = new FollowUp({ store, keys, clock, config, providers, log });
  const feed = new Feed(store, {
    events: async events => {
      if (events.some(event => event.type === 'key.created' || event.type === 'key.revoked'))
        await keys.reload();
      await watch.follow(events);
      followUp.noticed(events);
    },
    problem: error => log.error({ err: error }, 'the event feed cannot be read'),
  });
  await feed.start();
  const cleaning = setInterval(() => void keepHouse({ ...parts, keys }), KEEP_HOUSE_EVERY_MS).unref();
  return {
    config,
    providers,
    store,
    clock,
    keys,
    passwords: new PasswordPool(),
    attempts: {
      login: new Attempts(LOGIN_RULE),
      secret: new Attempts(SECRET_RULE),
      machine: new Attempts(MACHINE_RULE),
      apiKey: new Attempts(SECRET_RULE),
      apiKeyNetwork: new Attempts(KEY_NETWORK_RULE),
      network: new Attempts(NETWORK_RULE),
    },
    begun: new BegunRequests(config.limits),
    evenReads: new EvenReads(store, clock),
    feed,
    watch,
    followUp,
    readiness: new Readiness(store),
    admission: new Admission(config.overload),
    requestLog,
    issued,
    metrics,
    metricsToken: parts.metricsToken ?? null,
    forwardRates: new RollingWindow({ maxKeys: 100_000 }),
    log,
    close: async () => {
      clearInterval(cleaning);
      watch.stop();
      feed.stop();
      await followUp.stop();
      await requestLog.flush();
      await issued.flush();
      await store.close();
    },
  };
}
