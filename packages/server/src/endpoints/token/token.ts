/** Token endpoint (RFC 6749 §3.2): the steps that no grant may forget, then the grant (domain/grants/). */
import {
  OAuthError,
  checkNotRepeated,
  readAppCredentials,
  renderTokenResponse,
  type Params,
  say,
  type Sentence,
} from '@valetkey/protocol';
import { authenticateApp } from '../../domain/apps.ts';
import type { Core } from '../../domain/core.ts';
import { runGrant } from '../../domain/grants/run-grant.ts';
import type { Provider } from '../../domain/providers.ts';
import type { Answer } from '../../http/answer.ts';
import { readForm, readFormOrJson } from '../../http/bodies.ts';
import { header, readQuery, type Incoming } from '../../http/incoming.ts';
import type { App } from '../../store/rows.ts';

/** In the query of a POST these end up in logs everywhere (S-C2). */
const NEVER_IN_QUERY = ['client_secret', 'code', 'refresh_token', 'code_verifier'];

export async function token(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  let app: App | null = null;
  try {
    const params = readParams(core, provider, incoming);
    checkNotRepeated(params);
    const credentials = readAppCredentials({
      authorization: header(incoming, 'authorization'),
      params,
      methods: provider.profile.token.authentication,
    });
    app = await authenticateApp(core, provider, credentials, {
      endpoint: 'token',
      address: incoming.address,
      requestId: incoming.requestId,
    });
    const { tokens, grant } = await runGrant(core, provider, app, params);
    log(core, provider, app, incoming.requestId, null, say('tokens_issued', { grant }));
    core.issued.count(provider.slug, app.id);
    core.metrics.tokens.inc({ provider: provider.slug, grant });
    return {
      kind: 'json',
      status: 200,
      body: renderTokenResponse(provider.profile, tokens),
      headers: { pragma: 'no-cache' },
    };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    core.metrics.refusals.inc({ provider: provider.slug, endpoint: 'token', code: error.code });
    if (app) log(core, provider, app, incoming.requestId, error, reasonOf(error));
    else
      core.log.info(
        { provider: provider.slug, code: error.code, reason: error.reason, requestId: incoming.requestId },
        'token request refused',
      );
    throw Object.assign(error, { plain: provider.profile.token.plainErrors });
  }
}

function readParams(core: Core, provider: Provider, incoming: Incoming): Params {
  const query = readQuery(incoming);
  if (provider.profile.token.method === 'GET') {
    // A browser was sent here, or a script of a page: this address is for servers (S-X7, R39).
    if (header(incoming, 'sec-fetch-mode') === 'navigate' || incoming.headers['origin'] !== undefined)
      throw new OAuthError('invalid_request', say('token_address_browser'));
    return query;
  }
  const names = query.names();
  const leaked = NEVER_IN_QUERY.find(name => names.includes(name));
  if (leaked) {
    core.log.warn(
      { provider: provider.slug, parameter: leaked, requestId: incoming.requestId },
      'a secret was sent in the query of a POST',
    );
    throw new OAuthError('invalid_request', say('token_leaked', { name: leaked }));
  }
  return provider.profile.token.bodyTypes.includes('json')
    ? readFormOrJson(incoming.body)
    : readForm(incoming.body);
}

/** Many errors say all there is to say in their description. */
function reasonOf({ description, reason }: OAuthError): Sentence {
  return reason === description ? description : say('with_reason', { what: description, why: reason });
}

function log(
  core: Core,
  provider: Provider,
  app: App,
  requestId: string,
  error: OAuthError | null,
  reason: Sentence,
): void {
  core.requestLog.add({
    provider: provider.slug,
    appId: app.id,
    requestId,
    at: core.clock.nowMs(),
    endpoint: 'token',
    outcome: error ? 'refused' : 'ok',
    code: error?.code ?? null,
    reason,
  });
}
