/**
 * The protocol endpoints of this process, called without HTTP: the handlers with everything they do, at the speed that a hundred
 * thousand races need. (Over HTTP, and killed meanwhile, they are in kill-random.ts.)
 */
import { OAuthError } from '@valetkey/protocol';
import { GUARD_SECRET, REDIRECT_URI, VERIFIER } from '../../packages/server/src/fixtures.ts';
import type { Core } from '../../packages/server/src/domain/core.ts';
import { check } from '../../packages/server/src/endpoints/guard/guard-api.ts';
import { revoke } from '../../packages/server/src/endpoints/revoke/revoke.ts';
import { token } from '../../packages/server/src/endpoints/token/token.ts';
import type { Answer } from '../../packages/server/src/http/answer.ts';
import type { Incoming } from '../../packages/server/src/http/incoming.ts';
import { StoreUnavailableError } from '../../packages/server/src/store/store.ts';
import { monotonicNow, newEntry, type Entry } from './history.ts';

/** An app with one consent, as far as requests need it. */
export interface Holder {
  slug: string;
  clientId: string;
  secret: string;
  connection: string;
}

export class Direct {
  readonly history: Entry[] = [];
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  redeem(holder: Holder, code: string): Promise<Entry> {
    return this.#ask(holder, newOf('redeem', holder, code, code), token, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    });
  }

  refresh(holder: Holder, lineage: string, used: string): Promise<Entry> {
    const form = { grant_type: 'refresh_token', refresh_token: used };
    return this.#ask(holder, newOf('refresh', holder, lineage, used), token, form);
  }

  revoke(holder: Holder, lineage: string, used: string): Promise<Entry> {
    return this.#ask(holder, newOf('revoke', holder, lineage, used), revoke, { token: used });
  }

  check(holder: Holder, lineage: string, used: string): Promise<Entry> {
    const entry = newOf('check', holder, lineage, used);
    const bytes = Buffer.from(JSON.stringify({ credential: { type: 'bearer', value: used } }));
    return this.#answer(entry, holder, check, {
      headers: { authorization: `Bearer ${GUARD_SECRET}` },
      body: { contentType: 'application/json', bytes },
    });
  }

  #ask(holder: Holder, entry: Entry, handler: Handler, form: Record<string, string>): Promise<Entry> {
    const all = { ...form, client_id: holder.clientId, client_secret: holder.secret };
    const bytes = Buffer.from(new URLSearchParams(all).toString());
    return this.#answer(entry, holder, handler, {
      headers: {},
      body: { contentType: 'application/x-www-form-urlencoded', bytes },
    });
  }

  async #answer(
    entry: Entry,
    { slug }: Holder,
    handler: Handler,
    request: Pick<Incoming, 'headers' | 'body'>,
  ): Promise<Entry> {
    this.history.push(entry);
    const incoming: Incoming = {
      method: 'POST',
      path: '/',
      rawQuery: '',
      route: {},
      address: '127.0.0.1',
      requestId: 'req',
      ...request,
    };
    try {
      const answer = await handler(this.#core, this.#core.providers.get(slug)!, incoming);
      const body = answer.kind === 'json' ? (answer.body as Record<string, unknown>) : {};
      return Object.assign(entry, {
        status: 'status' in answer ? answer.status : 303,
        access: (body['access_token'] as string | undefined) ?? null,
        refresh: (body['refresh_token'] as string | undefined) ?? null,
        active: (body['active'] as boolean | undefined) ?? null,
      });
    } catch (error) {
      return Object.assign(entry, refusalOf(error));
    } finally {
      entry.ended = monotonicNow();
    }
  }
}

type Handler = (core: Core, provider: Parameters<typeof token>[1], incoming: Incoming) => Promise<Answer>;

function newOf(op: Entry['op'], { connection }: Holder, lineage: string, used: string): Entry {
  return newEntry({ op, connection, lineage, used });
}

/** As app.ts tells it over HTTP. */
function refusalOf(error: unknown): Partial<Entry> {
  if (error instanceof OAuthError)
    return { status: error.status, error: error.code, retryAfter: error.retryAfterSeconds ?? null };
  if (error instanceof StoreUnavailableError)
    return { status: 503, error: 'temporarily_unavailable', retryAfter: 2 };
  return { status: 500, error: String(error) };
}
