/** The guard's calls to the server, below `{issuer}/guard` (contract: `guard-api.ts` of the protocol). Every answer is checked before it is believed. */
import { isIP } from 'node:net';
import type {
  ApiCredential,
  CheckAnswer,
  FeedAnswer,
  GuardConfiguration,
  QuotaAnswer,
  QuotaRequest,
  UsageReport,
} from '@valetkey/protocol';
import { ServerFailure } from './server-failure.ts';
import { parseCheckAnswer, parseConfiguration, parseFeedAnswer, parseQuotaAnswer } from './server-answers.ts';

export interface ServerCalls {
  check(credential: ApiCredential, address: string | undefined): Promise<CheckAnswer>;
  quota(request: QuotaRequest): Promise<QuotaAnswer>;
  usage(report: UsageReport, timeoutMs?: number): Promise<void>;
  feed(
    after: string | null,
    waitSeconds: number,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<FeedAnswer>;
  configuration(): Promise<GuardConfiguration>;
}

interface Call {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  timeoutMs?: number;
  signal?: AbortSignal;
}

export function createServerCalls(options: {
  issuer: string;
  secret: string;
  fetch: typeof fetch;
  /** An API call waits no longer than this for its check: then it is told to come back. */
  timeoutMs: number;
}): ServerCalls {
  async function call(request: Call): Promise<unknown> {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs);
    let response: Response;
    let text: string;
    try {
      response = await options.fetch(`${options.issuer}/guard/${request.path}`, {
        method: request.method,
        headers: {
          authorization: `Bearer ${options.secret}`,
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // A redirect would carry the guard's secret and the user's token to another address.
        redirect: 'error',
        signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
      });
      text = await response.text();
    } catch (cause) {
      throw new ServerFailure(`guard/${pathOnly(request.path)}: no answer`, { cause });
    }
    if (!response.ok) {
      throw new ServerFailure(`guard/${pathOnly(request.path)}: status ${response.status}`, {
        status: response.status,
      });
    }
    return text === '' ? null : parseJson(text, request.path);
  }

  return {
    check: async (credential, address) =>
      parseCheckAnswer(
        await call({ method: 'POST', path: 'check', body: { credential, ...addressOf(address) } }),
      ),
    quota: async request => parseQuotaAnswer(await call({ method: 'POST', path: 'quota', body: request })),
    usage: async (report, timeoutMs = options.timeoutMs) => {
      await call({ method: 'POST', path: 'usage', body: report, timeoutMs });
    },
    feed: async (after, waitSeconds, timeoutMs, signal) => {
      const query = after === null ? '' : `?after=${encodeURIComponent(after)}&wait=${waitSeconds}`;
      return parseFeedAnswer(await call({ method: 'GET', path: `feed${query}`, timeoutMs, signal }));
    },
    configuration: async () => parseConfiguration(await call({ method: 'GET', path: 'configuration' })),
  };
}

/** What a framework takes for the caller's address may be anything the caller wrote. */
function addressOf(address: string | undefined): { address?: string } {
  return address !== undefined && isIP(address) !== 0 ? { address } : {};
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ServerFailure(`guard/${pathOnly(path)}: the answer is not JSON`, { cause });
  }
}

function pathOnly(path: string): string {
  return path.split('?', 1)[0]!;
}
