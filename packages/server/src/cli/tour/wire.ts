/** The tour's HTTP: every request and answer is kept for showing; redirects are followed only by whoever plays the browser. */
import { readHeading } from './html-page.ts';
import type { Masking } from './masking.ts';

const ANSWER_WITHIN_MS = 10_000;

export interface Exchange {
  request: { method: string; url: string; headers: Record<string, string>; body: string };
  answer: { status: number; headers: Record<string, string>; body: string };
}

export interface Answer {
  status: number;
  /** Absent: ''. */
  header(name: string): string;
  cookies: readonly string[];
  body: string;
  /** Empty where the answer is no JSON object. */
  json: Record<string, unknown>;
}

const SHOWN_HEADERS = ['location', 'content-type', 'cache-control', 'www-authenticate', 'retry-after'];

export class Wire {
  readonly #masking: Masking;
  #exchanges: Exchange[] = [];

  constructor(masking: Masking) {
    this.#masking = masking;
  }

  /** What was said since the last time, masked. */
  takeExchanges(): Exchange[] {
    const taken = this.#exchanges;
    this.#exchanges = [];
    return JSON.parse(this.#masking.mask(JSON.stringify(taken))) as Exchange[];
  }

  /** Parameters that came another way than in a redirect, masked. */
  describe(fields: Readonly<Record<string, string>>): string {
    this.#masking.hideNamed(Object.entries(fields));
    const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
    return this.#masking.mask(pairs.join('  '));
  }

  async send(
    method: 'GET' | 'POST',
    url: string,
    { headers = {}, form }: { headers?: Record<string, string>; form?: URLSearchParams } = {},
  ): Promise<Answer> {
    this.#masking.hideNamed(new URL(url).searchParams);
    if (form) this.#masking.hideNamed(form);
    const body = form?.toString() ?? '';
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(form ? { body } : {}),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answer = await readAnswer(response);
    this.#hideSecretsOf(answer);
    this.#exchanges.push({ request: { method, url, headers, body }, answer: shown(answer) });
    return answer;
  }

  #hideSecretsOf(answer: Answer): void {
    this.#masking.hideNamed(Object.entries(answer.json));
    for (const cookie of answer.cookies) this.#masking.hide(cookieValue(cookie));
    const location = answer.header('location');
    if (URL.canParse(location)) this.#masking.hideNamed(new URL(location).searchParams);
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const body = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const parsed: unknown = isJson && body !== '' ? JSON.parse(body) : null;
  return {
    status: response.status,
    header: name => response.headers.get(name) ?? '',
    cookies: response.headers.getSetCookie(),
    body,
    json: typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {},
  };
}

function cookieValue(cookie: string): string {
  return /^[^=]*=([^;]*)/.exec(cookie)?.[1] ?? '';
}

/** Of a page its heading is enough. */
function shown(answer: Answer): Exchange['answer'] {
  const headers = SHOWN_HEADERS.map(name => [name, answer.header(name)] as const).filter(
    ([, value]) => value,
  );
  const isPage = answer.header('content-type').startsWith('text/html');
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: isPage ? `page “${readHeading(answer.body)}”` : answer.body,
  };
}
