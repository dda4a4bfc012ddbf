/** Requests and answers of the web platform, as Hono and Next.js hand them on. */
import type { CallbackRequest } from '../connect/finish.ts';
import { readForm } from './node-request.ts';
import type { RouteAnswer } from './routes.ts';

export async function toCallbackRequest(request: Request): Promise<CallbackRequest> {
  const { method, url, headers, body } = request;
  return {
    method,
    url,
    cookie: headers.get('cookie'),
    ...(method === 'POST' && body !== null ? { body: await readForm(body) } : {}),
  };
}

export function toResponse({ status, headers, body }: RouteAnswer): Response {
  return new Response(body === '' ? null : body, { status, headers });
}
