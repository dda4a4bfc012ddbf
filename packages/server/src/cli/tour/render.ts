/** The tour in the terminal: each step, what was sent and what came back. */
import { styleText } from 'node:util';
import type { Stop } from './stop.ts';
import type { Step, Walk } from './transcript.ts';
import type { Exchange } from './wire.ts';

const LONGEST_BODY = 300;
const SHOWN_REQUEST_HEADERS = ['authorization', 'cookie'];

export function renderStop({ name, slug, profile, issuer }: Stop): string {
  return `\n${styleText('bold', `${name} (${slug})`)}: ${profile.title}, ${issuer}\n`;
}

export function renderStep({ title, notes, exchanges, ok, problem }: Step, number: number): string {
  return [
    styleText('bold', `${number}. ${title}`),
    ...notes.map(note => `   ${styleText('dim', note)}`),
    ...exchanges.flatMap(renderExchange).map(line => `   ${line}`),
    ok ? `   ${styleText('green', 'ok')}` : `   ${styleText('red', `NOT AS DOCUMENTED: ${problem}`)}`,
    '',
  ].join('\n');
}

function renderExchange({ request, answer }: Exchange): string[] {
  const headers = SHOWN_REQUEST_HEADERS.filter(name => request.headers[name] !== undefined);
  return [
    styleText('cyan', `${request.method} ${request.url}`),
    ...headers.map(name => `     ${name}: ${request.headers[name]}`),
    ...(request.body ? [`     ${request.body}`] : []),
    `  ${styleText('yellow', `→ ${answer.status}`)} ${answerText(answer)}`,
  ];
}

function answerText({ headers, body }: Exchange['answer']): string {
  const location = headers['location'];
  if (location !== undefined) return `location: ${location}`;
  return body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}…` : body;
}

export function renderVerdict(walks: readonly Walk[]): string {
  const broken = walks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (broken.length > 0) return `Not as documented: ${broken.join(', ')}.`;
  const all = walks.length > 1 ? '' : '\nAll six companies: the same command with --all';
  return `Every step is as documented (${walks.map(({ name }) => name).join(', ')}).${all}`;
}
