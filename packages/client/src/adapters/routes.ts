/** The two routes of an app, without a framework: `/connect/:provider` sends away, the callback takes back. */
import type { FinishedConnect, ValetkeyClient } from '../client.ts';
import { ClientError } from '../errors.ts';
import type { CallbackRequest } from '../connect/finish.ts';

/** The part of the client that routes need. */
export type Routed = Pick<ValetkeyClient, 'beginConnect' | 'finishConnect'>;

type Awaitable<T> = T | Promise<T>;

export interface ConnectOptions<R> {
  /** Your id of whoever is signed in; without one the answer is 401. */
  owner: (request: R) => Awaitable<string | null | undefined>;
  /** By default the route's parameter `provider`. */
  provider?: string;
  scopes?: readonly string[];
  /** Language of the provider's pages, such as `nl`; by default the query's `locale`. */
  locale?: (request: R) => Awaitable<string | undefined>;
  /** Which of the user's accounts at the provider is meant, as its `login_hint`. */
  accountHint?: (request: R) => Awaitable<string | undefined>;
}

export interface CallbackOptions<R> {
  /** When given: somebody else than who began is refused. Null says that it is not known, as after a POST from the provider's site. */
  owner?: (request: R) => Awaitable<string | null | undefined>;
  /** Returns where to go next: a path of your own. By default `returnTo`, or `/`. */
  onConnected?: (finished: FinishedConnect, request: R) => Awaitable<string | void>;
  /** Returns where to go next; `error.attempt` says whose attempt it was. By default the answer is a short page with status 400. */
  onError?: (error: ClientError, request: R) => Awaitable<string | void>;
}

export interface RouteAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a connect request may choose; everything else is the app's to say. */
const QUERY_NAMES = { locale: 'locale', returnTo: 'return_to', connectionId: 'connection' } as const;

export async function answerConnect<R>(
  client: Routed,
  options: ConnectOptions<R>,
  request: R,
  asked: { provider: string; query: URLSearchParams },
): Promise<RouteAnswer> {
  const owner = await options.owner(request);
  if (!owner) return page(401, 'Sign in first, then connect.');
  const chosen = {
    ...Object.fromEntries(
      Object.entries(QUERY_NAMES).map(([name, query]) => [name, asked.query.get(query) ?? undefined]),
    ),
    scopes: options.scopes,
    accountHint: await options.accountHint?.(request),
    ...(options.locale && { locale: await options.locale(request) }),
  };
  try {
    const said = Object.entries(chosen).filter(([, value]) => value !== undefined);
    const began = await client.beginConnect({
      provider: options.provider ?? asked.provider,
      owner,
      ...Object.fromEntries(said),
    });
    return redirect(began.url, began.cookie);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const status =
      error.code === 'unknown_provider' || error.code === 'unknown_connection'
        ? 404
        : error.code === 'unreachable'
          ? 503
          : 400;
    return page(status, error.remedy);
  }
}

export async function answerCallback<R>(
  client: Routed,
  options: CallbackOptions<R>,
  request: R,
  callback: CallbackRequest,
): Promise<RouteAnswer> {
  try {
    const owner = (await options.owner?.(request)) ?? undefined;
    const finished = await client.finishConnect({ ...callback, owner });
    const next = (await options.onConnected?.(finished, request)) ?? finished.returnTo ?? '/';
    return redirect(next, finished.cookie);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const next = await options.onError?.(error, request);
    // What the provider's error says is not shown: whoever forged the callback could have written it (S-R2).
    return next === undefined ? page(400, `The connection was not made. ${error.remedy}`) : redirect(next);
  }
}

function redirect(location: string, cookie?: string): RouteAnswer {
  return {
    status: 303,
    headers: { location, ...HEADERS, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) },
    body: '',
  };
}

function page(status: number, text: string): RouteAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...HEADERS },
    body: `${text}\n`,
  };
}

/** The callback's address holds a code: it is neither cached nor told to the next page (RFC 9700 §4.2.4). */
const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
