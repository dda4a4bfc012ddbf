/** Requests to a real server, in the shape the server's own test browser and fixtures speak: only the way is another. */
import { Agent, request } from 'node:http';
import { searchText } from '../canaries/registry.ts';
import type { TestResponse, TestServer } from '../../packages/server/src/fixtures.ts';

type Request = Parameters<TestServer['inject']>[0];

/** No answer: refused, reset, or cut off. */
export class NoAnswer extends Error {}

export type Wire = Pick<TestServer, 'inject'> & { close(): void };

export function openWire(baseUrl: string): Wire {
  // Idle connections are given up before the server does it: otherwise a request may meet its farewell.
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 2000 });
  return { inject: options => send(baseUrl, agent, options), close: () => agent.destroy() };
}

/** {@link TestServer} as far as {@link TestBrowser} needs it. */
export function asTestServer(wire: () => Wire): TestServer {
  return { inject: (options: Request) => wire().inject(options) } as TestServer;
}

function send(baseUrl: string, agent: Agent, options: Request): Promise<TestResponse> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => reject(new NoAnswer(cause.message));
    const payload = typeof options.payload === 'string' ? options.payload : '';
    const outgoing = request(new URL(String(options.url), baseUrl), {
      agent,
      method: options.method ?? 'GET',
      headers: {
        ...(options.headers as Record<string, string>),
        ...(payload === '' ? {} : { 'content-length': Buffer.byteLength(payload) }),
      },
    });
    outgoing.on('error', fail).on('response', incoming => {
      const chunks: Buffer[] = [];
      incoming.on('error', fail);
      incoming.on('aborted', () => fail(new Error('aborted')));
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        if (!incoming.complete) return fail(new Error('cut off'));
        resolve(toResponse(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks).toString()));
      });
    });
    outgoing.end(payload);
  });
}

function toResponse(status: number, headers: TestResponse['headers'], body: string): TestResponse {
  if (status >= 400) searchText('the answer of an error', body);
  const isJson = body !== '' && String(headers['content-type'] ?? '').startsWith('application/json');
  return {
    status,
    headers,
    body,
    json: isJson ? (JSON.parse(body) as Record<string, unknown>) : {},
    location: String(headers['location'] ?? ''),
  };
}
