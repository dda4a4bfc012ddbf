/** The user's browser in the tour: a cookie jar, redirects within the server, forms. It never follows a redirect to the app. */
import { findForm } from './html-page.ts';
import { TourProblem } from './problem.ts';
import type { Answer, Wire } from './wire.ts';

const MOST_REDIRECTS = 8;

export class TerminalBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #wire: Wire;
  readonly #origin: string;

  constructor(wire: Wire, origin: string) {
    this.#wire = wire;
    this.#origin = origin;
  }

  /** The page it ends on, or the redirect that leads away from the server. */
  async open(url: string): Promise<Answer> {
    return await this.#follow(await this.#send('GET', url));
  }

  /** Presses a button of the page: the form's hidden fields, its ticked boxes, and these values. */
  async submit(page: Answer, button: string, values: Record<string, string>): Promise<Answer> {
    const form = findForm(page.body, button);
    if (!form) throw new TourProblem(`the page has no form with "${button}"`);
    const body = new URLSearchParams(form.hidden);
    for (const { name, value } of form.checkboxes) body.append(name, value);
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    return await this.#follow(await this.#send('POST', form.action, body));
  }

  async #follow(answer: Answer): Promise<Answer> {
    let last = answer;
    for (let hop = 0; hop < MOST_REDIRECTS && last.status === 303; hop++) {
      const target = new URL(last.header('location'), this.#origin);
      if (target.origin !== this.#origin) return last;
      last = await this.#send('GET', target.href);
    }
    return last;
  }

  async #send(method: 'GET' | 'POST', url: string, form?: URLSearchParams): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      'accept-language': 'en',
      ...(cookie ? { cookie } : {}),
      ...(form ? { 'sec-fetch-site': 'same-origin' } : {}),
    };
    const answer = await this.#wire.send(method, new URL(url, this.#origin).href, {
      headers,
      ...(form ? { form } : {}),
    });
    for (const line of answer.cookies) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
    if (/;\s*max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
