/** The app: every route, one screen each. `buildAnalyzer` opens no port and reads no file. */
import { timingSafeEqual, randomBytes } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { ClientError, Connection, ValetkeyClient } from '@valetkey/client';
import type { AnalyzerConfig, ProviderSettings } from './config.ts';
import type { Markup } from './html.ts';
import * as notices from './notices.ts';
import { renderHome, renderMessage } from './pages.ts';
import { readDatabase } from './read-database.ts';
import { toRefusal } from './refusal.ts';
import type { Session, Sessions } from './sessions.ts';
import { Visits } from './visits.ts';

function sendPage(response: Response, status: number, render: (nonce: string) => Markup): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.status(status).type('html').send(render(nonce).text);
}

function isOurForm(session: Session, body: unknown): boolean {
  const field = (body as Record<string, unknown> | undefined)?.['form'];
  const given = Buffer.from(typeof field === 'string' ? field : '');
  const expected = Buffer.from(session.formToken);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function buildAnalyzer(
  config: AnalyzerConfig,
  { valetkey, sessions }: { valetkey: ValetkeyClient; sessions: Sessions },
): Express {
  const visits = new Visits();
  const settings = new Map(config.providers.map(provider => [provider.slug, provider]));
  const settingsOf = (request: Request): ProviderSettings =>
    settings.get(String(request.params['provider']))!;

  const app = express();
  app.disable('x-powered-by').set('query parser', 'simple');
  app.use((_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });
  app.use(express.urlencoded({ extended: false, limit: '16kb' }));
  app.param('provider', (_request, _response, next, slug: string) =>
    next(settings.has(slug) ? undefined : 'route'),
  );

  app.get('/', async (request, response) => {
    const session = sessions.find(request);
    const connections = session === null ? [] : await valetkey.connections(session.visitor);
    const visit = session && visits.of(session.visitor);
    sendPage(response, 200, nonce =>
      renderHome(config.providers, session && { ...session, ...visit!, connections }, nonce),
    );
  });

  app.get(
    '/connect/:provider',
    valetkey.express.connect<Request>({
      owner: request => sessions.findOrCreate(request, request.res!).visitor,
      locale: request => settingsOf(request).locale,
    }),
  );

  /** By GET, or by POST from a provider that answers with form_post (Copper). */
  app.all(
    '/callback/:provider',
    valetkey.express.callback<Request>({
      async onConnected({ connection }, request) {
        sessions.renew(connection.owner, request.res!);
        visits.of(connection.owner).notices.delete(connection.provider);
        await endOthers(connection);
        await read(connection);
        return `/#${connection.provider}`;
      },
      onError: (error, request) => tellNotConnected(error, settingsOf(request)),
    }),
  );

  /** One account at a time: whoever connects another one leaves the first. */
  async function endOthers({ id, owner, provider }: Connection): Promise<void> {
    for (const other of await valetkey.connections(owner, provider))
      if (other.id !== id) await other.disconnect();
  }

  /** S4: "If this does not match, you should ignore the request": then nothing is changed for anybody. */
  function tellNotConnected(error: ClientError, provider: ProviderSettings): string {
    if (error.attempt === undefined) return `/ignored/${provider.slug}`;
    const notice = notices.notConnected(provider.title, toRefusal(error));
    visits.of(error.attempt.owner).notices.set(provider.slug, notice);
    return `/#${provider.slug}`;
  }

  app.get('/ignored/:provider', (request, response) => {
    sendPage(response, 400, nonce => renderMessage('ignored', settingsOf(request), nonce));
  });

  /** What was read before is thrown away where the access has ended: the card then says so. */
  async function read(connection: Connection): Promise<void> {
    const { readings } = visits.of(connection.owner);
    const reading = await readDatabase(settings.get(connection.provider)!, connection).catch(
      (error: unknown) => void toRefusal(error),
    );
    if (reading === undefined) readings.delete(connection.id);
    else readings.set(connection.id, reading);
  }

  /** A button of a card. What it does may fail; then the card says so. */
  function button(
    path: string,
    act: (connection: Connection, provider: ProviderSettings) => Promise<notices.Notice | null>,
  ): void {
    app.post(`/${path}/:provider`, async (request, response) => {
      const provider = settingsOf(request);
      const session = sessions.find(request);
      if (session === null || !isOurForm(session, request.body)) {
        return sendPage(response, 403, nonce => renderMessage('expired', null, nonce));
      }
      const shown = visits.of(session.visitor).notices;
      shown.delete(provider.slug);
      const connection = (await valetkey.connections(session.visitor, provider.slug)).at(-1);
      const notice = connection && (await act(connection, provider));
      if (notice) shown.set(provider.slug, notice);
      response.redirect(303, `/#${provider.slug}`);
    });
  }

  button('read', async connection => {
    await read(connection);
    return null;
  });
  button('refresh', async (connection, { title }) => {
    const notice = await connection.refresh().then(notices.refreshed, (error: unknown) =>
      // The card's own state says it then.
      connection.state === 'connected' ? notices.notRefreshed(title, toRefusal(error)) : null,
    );
    await read(connection);
    return notice;
  });
  button('disconnect', async (connection, { title }) => {
    visits.of(connection.owner).readings.delete(connection.id);
    const { revoked, error } = await connection.disconnect();
    return revoked ? notices.disconnected(title) : notices.disconnectedHere(title, toRefusal(error));
  });

  app.use((_request, response) => sendPage(response, 404, nonce => renderMessage('missing', null, nonce)));
  // Express knows an error handler by its four parameters. Nothing of the error is shown.
  app.use((error: { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    const status = error.status !== undefined && error.status < 500 ? error.status : 500;
    sendPage(response, status, nonce => renderMessage('failed', null, nonce));
  });
  return app;
}
