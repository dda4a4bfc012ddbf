/** For tests of the console API: people who are signed in, and what they call. */
import assert from 'node:assert/strict';
import type { Operation } from '@valetkey/protocol/console-api';
import { TestBrowser, type TestResponse, type TestServer } from '../fixtures.ts';

export interface Caller {
  browser: TestBrowser;
  /** A call as the console makes it. */
  call(
    operation: Operation,
    given?: {
      ids?: Readonly<Record<string, string>>;
      query?: Record<string, string>;
      body?: unknown;
      headers?: Record<string, string>;
    },
  ): Promise<TestResponse>;
}

/** Signed in through the provider's own page; `email` null: nobody. */
export async function openConsole(server: TestServer, slug: string, email: string | null): Promise<Caller> {
  const browser = new TestBrowser(server);
  if (email !== null) {
    await browser.goto(`/${slug}/console/sign-in`);
    await browser.signIn(email);
  }
  return {
    browser,
    call: async (operation, { ids = {}, query = {}, body, headers = {} } = {}) => {
      const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? '0'.repeat(26));
      const search = new URLSearchParams(query).toString();
      const answer = await server.inject({
        method: operation.method,
        url: `/${slug}/console/api${path}${search === '' ? '' : `?${search}`}`,
        headers: {
          cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'sec-fetch-site': 'same-origin',
          ...(operation.method === 'GET' ? {} : { 'x-valetkey-console': '1' }),
          ...(operation.body === null ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(operation.body === null ? {} : { payload: JSON.stringify(body ?? {}) }),
      });
      if (answer.status === 200) assert.deepEqual(operation.answer.parse(answer.json, ''), answer.json);
      return answer;
    },
  };
}
