/** What the company's own login calls (handoff): read who asks, and answer who signed in. `Authorization: Bearer <login secret>`. */
import { OAuthError, toErrorText, say, quote } from '@valetkey/protocol';
import type { ZodError } from 'zod';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { authenticateLogin } from '../../domain/guards.ts';
import { isId } from '../../domain/ids.ts';
import { loginAnswerSchema } from '../../domain/people.ts';
import type { Provider } from '../../domain/providers.ts';
import { randomToken } from '../../domain/secrets.ts';
import type { ConsoleRequest, FrozenRequest } from '../../domain/authorization/frozen-request.ts';
import type { Answer } from '../../http/answer.ts';
import { readJson } from '../../http/bodies.ts';
import { header, type Incoming } from '../../http/incoming.ts';
import type { Interaction } from '../../store/rows.ts';

/** `GET /{slug}/login-requests/{id}` */
export async function readLoginRequest(core: Core, provider: Provider, incoming: Incoming): Promise<Answer> {
  const interaction = await findLoginRequest(core, provider, incoming);
  const app = interaction.appId === null ? null : await core.store.findApp(interaction.appId);
  const request = JSON.parse(interaction.request) as FrozenRequest | ConsoleRequest;
  return {
    kind: 'json',
    status: 200,
    body: {
      app: app && { name: app.name, description: app.description },
      locale: request.locale,
      prompt_login: request.prompts.includes('login'),
      login_hint: request.loginHint,
      expires_at: interaction.expiresAt,
    },
  };
}

/** `POST /{slug}/login-requests/{id}`: once; the answer names the address to send the same browser to. */
export async function answerLoginRequest(
  core: Core,
  provider: Provider,
  incoming: Incoming,
): Promise<Answer> {
  const interaction = await findLoginRequest(core, provider, incoming);
  const parsed = loginAnswerSchema.safeParse(readJson(incoming.body));
  if (!parsed.success) {
    throw new OAuthError('invalid_request', quote(describeMismatch(parsed.error)));
  }
  const ticket = randomToken();
  const hash = core.keys.pepper.hash('ticket', ticket);
  if (
    !(await core.store.answerLogin(interaction.id, JSON.stringify(parsed.data), hash, nowSeconds(core.clock)))
  )
    throw new OAuthError('invalid_request', say('login_request_answered'));
  return {
    kind: 'json',
    status: 200,
    body: { continue: `${provider.issuer}/interactions/${interaction.id}/continue?ticket=${ticket}` },
  };
}

const EXPECTED =
  'Expected {user: {id, email, name}, accounts: [{id, name, role, plan}]} or {error: access_denied}, as JSON.';

/** Both shapes were tried; only the company's own back end, which has the login secret, reads this. */
function describeMismatch(error: ZodError): string {
  const [issue] = error.issues;
  const tried = issue?.code === 'invalid_union' ? (issue.errors[0] ?? []) : error.issues;
  const wrong = tried.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).slice(0, 3);
  return toErrorText([EXPECTED, ...wrong].join(' '));
}

async function findLoginRequest(core: Core, provider: Provider, incoming: Incoming): Promise<Interaction> {
  if (provider.login.type !== 'handoff') throw new OAuthError('not_found', say('login_own_directory'));
  authenticateLogin(
    core,
    provider,
    provider.login.secret,
    header(incoming, 'authorization'),
    incoming.address,
  );
  const id = incoming.route['id'] ?? '';
  const interaction = isId(id) ? await core.store.findInteraction(id, nowSeconds(core.clock)) : null;
  if (interaction === null || interaction.provider !== provider.slug)
    throw new OAuthError('not_found', say('login_request_unknown'));
  return interaction;
}
