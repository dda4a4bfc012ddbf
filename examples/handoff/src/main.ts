/** A company's own login in front of Valetkey, in Express: `buildHandoff` is all there is to it. */
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { loginForm, signIn } from './fake-login.ts';

/** What Valetkey answers: to GET the first three, to POST where the browser goes on. */
type LoginRequest = { app: { name: string }; locale: string; prompt_login: boolean; continue: string };

/** `issuer`: `https://host/{slug}` of Valetkey. `secret`: `login.secret` of its configuration; it stays on the server. */
export function buildHandoff(config: { issuer: string; secret: string }): Express {
  /** One call, server to server. Without `answer` it asks what the login is for, with one it settles it. */
  async function loginRequest(id: unknown, answer?: object): Promise<LoginRequest> {
    // The id comes from the browser: `..` must not lead the secret to another address.
    if (typeof id !== 'string' || !/^[\w-][\w.-]*$/.test(id))
      throw new Error('Not the id of a login request.');
    const response = await fetch(`${config.issuer}/login-requests/${id}`, {
      headers: { Authorization: `Bearer ${config.secret}`, 'Content-Type': 'application/json' },
      ...(answer === undefined ? {} : { method: 'POST', body: JSON.stringify(answer) }),
    });
    if (response.ok) return (await response.json()) as LoginRequest;
    throw new Error(`Valetkey refused the login request (${response.status}).`);
  }

  const app = express()
    .disable('x-powered-by')
    .use(express.urlencoded({ extended: false }));

  // Valetkey sends the browser here. Somebody with a session of yours needs no form, unless `prompt_login` is true.
  app.get('/login', async (request, response) => {
    const id = request.query['login_request'] as string;
    const { app, locale } = await loginRequest(id);
    response.send(loginForm(id, app.name, locale));
  });

  // Who it is comes from your own check, never from what the browser says; the accounts from your own database.
  app.post('/login', async (request, response) => {
    const id: unknown = request.body.login_request;
    const user = signIn(request.body);
    if (user === 'wrong') {
      const { app, locale } = await loginRequest(id);
      return void response.status(401).send(loginForm(String(id), app.name, locale, true));
    }
    const settled = await loginRequest(id, user === 'cancelled' ? { error: 'access_denied' } : user);
    response.redirect(303, settled.continue); // Works once, and only in the browser that began at Valetkey.
  });

  app.use((_error: Error, _request: Request, response: Response, _next: NextFunction) => {
    response.status(400).send('This sign-in cannot go on. Please start again in the app you came from.');
  });
  return app;
}

if (import.meta.main) {
  const { HANDOFF_ISSUER, HANDOFF_SECRET, PORT = '4003' } = process.env;
  if (!HANDOFF_ISSUER || !HANDOFF_SECRET) throw new Error('Set HANDOFF_ISSUER and HANDOFF_SECRET.');
  buildHandoff({ issuer: HANDOFF_ISSUER, secret: HANDOFF_SECRET }).listen(Number(PORT), '127.0.0.1');
}
