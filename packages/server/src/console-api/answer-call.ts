/** The steps no route of the console API may lack: same origin, session, role, recent sign-in, ownership, parsing. */
import { OAuthError, say } from '@valetkey/protocol';
import { csv } from '@valetkey/protocol/console-api';
import { readBrowser } from '../domain/browsers.ts';
import { nowSeconds } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import { isId } from '../domain/ids.ts';
import { isOperator } from '../domain/people.ts';
import type { Provider } from '../domain/providers.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/bodies.ts';
import { header, readQuery, type Incoming } from '../http/incoming.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { RECENT_SECONDS, type Call } from './call.ts';
import type { Route } from './route.ts';

/** Browsers let no form and no other site's page send it (S-L5). */
const GUARD_HEADER = 'x-valetkey-console';

export async function answerCall(
  core: Core,
  provider: Provider,
  incoming: Incoming,
  route: Route,
): Promise<Answer> {
  const { operation } = route;
  checkSameOrigin(core, incoming, operation.method);
  const call = await readCall(core, provider, incoming);
  if (operation.role === 'operator' && !call.operator)
    throw new OAuthError('access_denied', say('staff_only'));
  if (operation.recentSignIn && call.now - call.session.authenticatedAt > RECENT_SECONDS)
    throw new OAuthError('insufficient_user_authentication', say('sign_in_again'));
  if (operation.role === 'administrator') checkAdministers(call);
  const object = await findObject(call, route);
  const query = operation.query.parse(queryOf(incoming), '');
  const body = operation.body?.parse(readJson(incoming.body), '');
  const answer = await route.handle(call, { object, query: query as never, body: body as never });
  if (operation.answer === csv)
    return {
      kind: 'stream',
      contentType: 'text/csv; charset=utf-8',
      chunks: answer as AsyncIterable<string>,
      ...call.reply,
    };
  return { kind: 'json', status: 200, body: answer, ...call.reply };
}

/**
 * S-O2: of the very account that the path names. Somebody else's account is not there; of one's own account a member is told that it
 * takes an administrator.
 */
function checkAdministers({ memberships, incoming }: Call): void {
  const membership = memberships.find(({ account }) => account.id === incoming.route['accountId']);
  if (membership === undefined) throw new OAuthError('not_found', say('no_such_account'));
  if (membership.role !== 'administrator') throw new OAuthError('access_denied', say('administrators_only'));
}

function checkSameOrigin(core: Core, incoming: Incoming, method: string): void {
  const changes = method !== 'GET';
  if (
    (changes && header(incoming, GUARD_HEADER) !== '1') ||
    (changes && !isSameOrigin(incoming, core.config.publicUrl)) ||
    header(incoming, 'sec-fetch-site') === 'cross-site'
  )
    throw new OAuthError('access_denied', say('not_the_console'), {
      reason: say('cross_site'),
    });
}

async function readCall(core: Core, provider: Provider, incoming: Incoming): Promise<Call> {
  const { user, session } = await readBrowser(core, provider, header(incoming, 'cookie'));
  if (user === null || session === null) throw new OAuthError('sign_in_required', say('nobody_signed_in'));
  const now = nowSeconds(core.clock);
  return {
    core,
    provider,
    incoming,
    user,
    session,
    memberships: await core.store.listMemberships(user.id),
    operator: isOperator(provider, user),
    now,
    act: { now, actor: `user:${user.id}` },
    reply: { cookies: [], headers: {} },
  };
}

async function findObject(call: Call, { owned }: Route): Promise<unknown> {
  if (owned === null) return undefined;
  const ids = call.incoming.route;
  const object = Object.values(ids).every(isId) ? await owned.find(call, ids) : null;
  if (object === null || object === undefined) throw new OAuthError('not_found', say('no_such_thing'));
  return object;
}

function queryOf(incoming: Incoming): Record<string, string | undefined> {
  const query = readQuery(incoming);
  return Object.fromEntries(query.names().map(name => [name, query.get(name)]));
}
