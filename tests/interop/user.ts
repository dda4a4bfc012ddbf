/** Plays the user over real HTTP: keeps cookies, signs in, picks the account, allows, and is sent back to the app. */
import assert from 'node:assert/strict';
import type { ProfileName } from '@valetkey/protocol';
import { PASSWORD, readForm } from '../../packages/server/src/fixtures.ts';
import type { Interop } from './fixture.ts';

/** What the user's browser is about to send to the app. */
export interface Callback {
  method: 'GET' | 'POST';
  /** With the parameters in its query for GET. */
  url: string;
  params: Record<string, string>;
}

interface Page {
  status: number;
  url: string;
  location: string;
  body: string;
}

export class User {
  readonly #interop: Interop;
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(interop: Interop) {
    this.#interop = interop;
  }

  /** Presses the app's own "connect" link or button, and returns the authorization URL that it leads to. */
  async pressConnect(appUrl: string): Promise<string> {
    let page = await this.#request(appUrl, { method: 'GET' });
    if (page.body.includes('<form method="post"')) page = await this.#submit(page, {});
    assert.equal(Math.floor(page.status / 100), 3, page.body);
    return page.location;
  }

  /** Signs in, picks the second account, answers (R1: the password is typed at the company's own address alone). */
  async approve(authorizationUrl: string, decision: 'allow' | 'deny' = 'allow'): Promise<Callback> {
    const slug = new URL(authorizationUrl).pathname.split('/')[1] as ProfileName;
    const { user, accounts } = this.#interop.people[slug];
    let page = await this.#follow(authorizationUrl);
    if (page.body.includes('type="password"'))
      page = await this.#submit(page, { email: user.email, password: PASSWORD });
    if (page.body.includes('name="account"')) page = await this.#submit(page, { account: accounts[1]!.id });
    if (page.body.includes('name="decision"')) page = await this.#submit(page, { decision });
    return readCallback(page);
  }

  /** Delivers the callback to the app's own redirect address, as the browser does; returns the app's last page. */
  async deliver(callback: Callback): Promise<Page> {
    if (callback.method === 'GET') return await this.#follow(callback.url);
    const body = new URLSearchParams(callback.params);
    return await this.#follow(callback.url, { method: 'POST', body, headers: { origin: 'null' } });
  }

  /** A page of the app, in this browser. */
  async visit(url: string): Promise<string> {
    return (await this.#follow(url)).body;
  }

  async #submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const form = readForm(page.body);
    const body = new URLSearchParams({ ...form.hidden, ...fields });
    return await this.#follow(new URL(form.action, page.url).href, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  }

  /** Follows redirects within one origin; stops before leaving it. */
  async #follow(url: string, init: RequestInit = { method: 'GET' }): Promise<Page> {
    let page = await this.#request(url, init);
    for (let hop = 0; hop < 10 && page.location !== ''; hop++) {
      if (new URL(page.location).origin !== new URL(url).origin) break;
      page = await this.#request(page.location, { method: 'GET' });
    }
    return page;
  }

  async #request(url: string, init: RequestInit): Promise<Page> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keepCookie(jar, line);
    const location = response.headers.get('location');
    return {
      status: response.status,
      url,
      location: location === null ? '' : new URL(location, url).href,
      body: await response.text(),
    };
  }
}

/** From the redirect, or from the page that posts itself (response_mode=form_post). */
function readCallback(page: Page): Callback {
  if (page.location !== '') {
    const params = Object.fromEntries(new URL(page.location).searchParams);
    return { method: 'GET', url: page.location, params };
  }
  const form = readForm(page.body);
  assert.ok(
    form.hidden['state'] ?? form.hidden['code'],
    `no callback on this page (${page.status} ${page.url}):\n${page.body}`,
  );
  return { method: 'POST', url: form.action, params: form.hidden };
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  if (/max-age=0/i.test(line)) jar.delete(pair.slice(0, equals));
  else jar.set(pair.slice(0, equals), pair.slice(equals + 1));
}
