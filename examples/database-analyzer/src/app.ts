/** The app: every route, one screen each. `buildAnalyzer` opens no port and reads no file. */
import { timingSafeEqual, randomBytes } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { consumeAttempt, createAttempt, type Attempt } from './attempts.ts';
import type { AnalyzerConfig, ProviderSettings } from './config.ts';
import { readConnection, refreshConnection, toRefusal, type Connection } from './connections.ts';
import type { Markup } from './html.ts';
import * as notices from './notices.ts';
import { renderHome, renderMessage } from './pages.ts';
import { createProviderFlow, type ProviderFlow } from './provider-flow.ts';
import { Refusal, scrub } from './refusal.ts';
import { createSessions, type Session } from './sessions.ts';

interface Target {
  provider: ProviderSettings;
  flow: ProviderFlow;
}

function sendPage(response: Response, status: number, render: (nonce: string) => Markup): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.status(status).type('html').send(render(nonce).text);
}

/** Only texts that stand once: repeated parameters become lists, and RFC 6749 §3.1 allows none. */
function parseCallback(request: Request): Record<string, string> {
  const fields: unknown = request.method === 'POST' ? request.body : request.query;
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => typeof value === 'string'));
}

function isOurForm(session: Session, body: unknown): boolean {
  const field = (body as Record<string, unknown> | undefined)?.['form'];
  const given = Buffer.from(typeof field === 'string' ? field : '');
  const expected = Buffer.from(session.formToken);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function buildAnalyzer(config: AnalyzerConfig, now: () => number = Date.now): Express {
  const sessions = createSessions(config.baseUrl.startsWith('https:'), now);
  const targets = new Map<string, Target>();
  for (const provider of config.providers) {
    const redirectUri = `${config.baseUrl}/callback/${provider.slug}`;
    targets.set(provider.slug, { provider, flow: createProviderFlow(provider, redirectUri) });
  }

  const app = express();
  app.disable('x-powered-by').set('query parser', 'simple');
  app.use((_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      // The callback's address holds a code: it must not travel on as a referrer (RFC 9700 §4.2).
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });
  app.use(express.urlencoded({ extended: false, limit: '16kb' }));
  app.param('slug', (_request, _response, next, slug: string) =>
    next(targets.has(slug) ? undefined : 'route'),
  );

  const targetOf = (request: Request) => targets.get(String(request.params['slug']))!;
  const backToCard = (response: Response, slug: string) => response.redirect(303, `/#${slug}`);

  function dropConnection(session: Session, provider: ProviderSettings, refusal: Refusal): void {
    session.connections.delete(provider.slug);
    session.notices.set(provider.slug, notices.takenBack(provider.title, refusal));
  }

  async function read({ provider, flow }: Target, session: Session, connection: Connection): Promise<void> {
    const over = await readConnection(provider, flow, connection);
    if (over !== null) dropConnection(session, provider, over);
  }

  app.get('/', (request, response) => {
    sendPage(response, 200, nonce => renderHome(config.providers, sessions.find(request), nonce));
  });

  app.get('/connect/:slug', (request, response) => {
    const { provider, flow } = targetOf(request);
    const attempt = createAttempt(sessions.findOrCreate(request, response).attempts, provider, now());
    response.redirect(303, flow.authorizationUrl(attempt));
  });

  /** By GET, or by POST from a provider that answers with form_post (Copper). */
  async function callback(request: Request, response: Response): Promise<void> {
    const { provider, flow } = targetOf(request);
    const { state = '', iss, code, error, error_description: description } = parseCallback(request);
    const session = sessions.find(request);
    const attempt = session === null ? null : consumeAttempt(session.attempts, provider.slug, state, now());
    // S4: "If this does not match, you should ignore the request": no code is exchanged, nothing is changed.
    // RFC 9207 §2.4: the same for an answer in another issuer's name.
    if (session === null || attempt === null || (iss !== undefined && iss !== provider.issuer)) {
      return sendPage(response, 400, nonce => renderMessage('ignored', provider, nonce));
    }
    session.notices.delete(provider.slug);
    if (code === undefined || error !== undefined) {
      const words = [
        error ?? 'no_code',
        description ?? 'The answer holds neither a code nor a reason.',
      ] as const;
      const [name, reason] = words.map(text => scrub(text, [provider.clientSecret])) as [string, string];
      session.notices.set(
        provider.slug,
        notices.notConnected(provider.title, new Refusal(name, reason, null)),
      );
    } else {
      await connect({ provider, flow }, session, code, attempt);
      sessions.renew(session, response);
    }
    backToCard(response, provider.slug);
  }

  async function connect(target: Target, session: Session, code: string, attempt: Attempt) {
    const { provider, flow } = target;
    try {
      const connection: Connection = {
        token: await flow.exchangeCode(code, attempt),
        reading: null,
        refreshing: null,
      };
      session.connections.set(provider.slug, connection);
      await read(target, session, connection);
    } catch (error) {
      session.notices.set(provider.slug, notices.noToken(provider.title, toRefusal(error)));
    }
  }
  app.route('/callback/:slug').get(callback).post(callback);

  /** A button of a connected card. What it does may fail; then the card says so and the connection stays. */
  function button(
    path: string,
    failed: (provider: string, refusal: Refusal) => notices.Notice,
    act: (target: Target, session: Session, connection: Connection) => Promise<void>,
  ): void {
    app.post(`/${path}/:slug`, async (request, response) => {
      const target = targetOf(request);
      const session = sessions.find(request);
      if (session === null || !isOurForm(session, request.body)) {
        return sendPage(response, 403, nonce => renderMessage('expired', null, nonce));
      }
      const connection = session.connections.get(target.provider.slug);
      session.notices.delete(target.provider.slug);
      if (connection !== undefined) {
        await act(target, session, connection).catch(error => {
          const refusal = toRefusal(error);
          if (path !== 'disconnect' && refusal.code === 'invalid_grant')
            dropConnection(session, target.provider, refusal);
          else session.notices.set(target.provider.slug, failed(target.provider.title, refusal));
        });
      }
      backToCard(response, target.provider.slug);
    });
  }

  button('read', notices.notRead, read);
  button('refresh', notices.notRefreshed, async (target, session, connection) => {
    await refreshConnection(target.flow, connection);
    session.notices.set(target.provider.slug, notices.refreshed());
    await read(target, session, connection);
  });
  button('disconnect', notices.notDisconnected, async ({ provider, flow }, session, connection) => {
    await flow.revoke(connection.token);
    session.connections.delete(provider.slug);
    session.notices.set(provider.slug, notices.disconnected(provider.title));
  });

  app.use((_request, response) => sendPage(response, 404, nonce => renderMessage('missing', null, nonce)));
  // Express knows an error handler by its four parameters. Nothing of the error is shown.
  app.use((error: { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    const status = error.status !== undefined && error.status < 500 ? error.status : 500;
    sendPage(response, status, nonce => renderMessage('failed', null, nonce));
  });
  return app;
}
