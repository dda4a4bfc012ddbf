/** Requests of `node:http`, as Express and Fastify hand them on. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallbackRequest } from '../connect/finish.ts';
import { ClientError } from '../errors.ts';
import type { RouteAnswer } from './routes.ts';

/** A code and a state; more is no callback. */
const LARGEST_FORM = 65_536;

/** @param parsed What a body parser has left, if one ran. */
export async function toCallbackRequest(
  request: IncomingMessage,
  url: string,
  parsed: unknown,
): Promise<CallbackRequest> {
  const method = request.method ?? 'GET';
  return {
    method,
    url,
    cookie: request.headers.cookie,
    ...(method === 'POST' ? { body: await formOf(request, parsed) } : {}),
  };
}

async function formOf(request: IncomingMessage, parsed: unknown): Promise<string | Record<string, unknown>> {
  if (typeof parsed === 'string') return parsed;
  if (parsed instanceof Uint8Array) return Buffer.from(parsed).toString();
  if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  return readForm(request);
}

export async function readForm(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_FORM)
      throw new ClientError('bad_callback', 'The callback is refused. It is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

export function sendAnswer(response: ServerResponse, answer: RouteAnswer): void {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) {
    // The app's own cookies, set before, stay.
    if (name === 'set-cookie') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  response.end(answer.body);
}

export function queryOf(url: string): URLSearchParams {
  return new URL(url, 'http://app.invalid').searchParams;
}
