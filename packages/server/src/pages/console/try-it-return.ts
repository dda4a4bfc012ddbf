/** `POST /{slug}/console/try-it`: an answer that came as a form (`form_post`) goes on to the page that shows it. */
import type { Provider } from '../../domain/providers.ts';
import { tryItRedirectUri } from '../../domain/authorization/try-it-redirect.ts';
import type { Answer } from '../../http/answer.ts';
import { readForm } from '../../http/bodies.ts';
import type { Incoming } from '../../http/incoming.ts';

const ANSWERED = ['code', 'state', 'iss', 'error', 'error_description'];

export function returnFromTryIt(provider: Provider, incoming: Incoming): Answer {
  const form = readForm(incoming.body);
  const fields = ANSWERED.flatMap(name => (form.has(name) ? [[name, form.get(name) ?? '']] : []));
  const query = new URLSearchParams(fields).toString();
  return { kind: 'redirect', location: `${tryItRedirectUri(provider)}?${query}` };
}
