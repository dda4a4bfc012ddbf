/** A request of Try it as text: as it goes over the wire, and for curl. */
import type { AnswerOf, takeTryItStep } from '@valetkey/protocol/console-api';

export type Taken = AnswerOf<typeof takeTryItStep>;
type Request = Taken['request'];

export function httpText({ method, url, headers, fields }: Request): string {
  const encoded = fields.map(({ name, value }) => `${name}=${encode(value)}`);
  const { host, pathname } = new URL(url);
  const path = method === 'GET' && encoded.length > 0 ? `${pathname}?${encoded.join('\n    &')}` : pathname;
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return method === 'GET' ? head.join('\n') : [...head, '', encoded.join('\n&')].join('\n');
}

export function curlText({ method, url, headers, fields }: Request): string {
  const parts = [
    ...headers
      .filter(({ name }) => name !== 'Content-Type')
      .map(({ name, value }) => `-H ${quote(`${name}: ${value}`)}`),
    ...fields.map(({ name, value }) => `--data-urlencode ${quote(`${name}=${value}`)}`),
  ];
  return [`curl${method === 'GET' && fields.length > 0 ? ' -G' : ''} ${quote(url)}`, ...parts].join(
    ' \\\n  ',
  );
}

/** Names of variables stay as they are. */
function encode(value: string): string {
  return value.startsWith('$') ? value : encodeURIComponent(value);
}

/** A variable is put in by the shell, everything else is not. */
function quote(text: string): string {
  return /=?\$[A-Z_]+$/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON in lines, as people read it. */
export function answerText({ status, body }: Taken['answer']): string {
  return `${status}\n${inLines(body)}`.trim();
}

function inLines(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
