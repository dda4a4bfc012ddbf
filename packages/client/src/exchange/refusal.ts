/** A token, revocation or metadata answer that is not 200, as a typed error that keeps what the server said (and no secret it may have echoed). */
import { ClientError, type ClientErrorCode } from '../errors.ts';
import type { Provider } from '../provider/provider.ts';
import type { SecretText } from '../secret-text.ts';

const REQUEST_ID_HEADERS = ['x-request-id', 'request-id', 'x-correlation-id'];

export function requestIdOf(headers: Headers): string | undefined {
  return REQUEST_ID_HEADERS.map(name => headers.get(name)).find(id => id !== null) ?? undefined;
}

/** Seconds from either form of Retry-After (RFC 9110 §10.2.3). */
export function retryAfterOf(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, Math.ceil((dateMs - nowMs) / 1000));
}

/** Whether the server did not accept the app's secret; some say so with 400 (S4). */
export async function isSecretRefused(response: Response): Promise<boolean> {
  if (response.status !== 400 && response.status !== 401) return false;
  return (await readErrorBody(response.clone())).error === 'invalid_client' || response.status === 401;
}

export async function toRefusal(
  provider: Pick<Provider, 'name'>,
  response: Response,
  context: { what: string; secrets: readonly SecretText[]; nowMs: number },
): Promise<ClientError> {
  const { error, description } = await readErrorBody(response);
  const code = codeOf(response.status, error);
  return new ClientError(code, `${provider.name}: ${context.what} was answered with ${response.status}.`, {
    provider: provider.name,
    status: response.status,
    error: mask(error, context.secrets),
    description: mask(description, context.secrets),
    requestId: mask(requestIdOf(response.headers), context.secrets),
    retryAfterSeconds: retryAfterOf(response.headers, context.nowMs),
  });
}

function codeOf(status: number, error: string | undefined): ClientErrorCode {
  if (status >= 500 || status === 429) return 'unreachable';
  if (error === 'invalid_client' || status === 401) return 'secret_refused';
  return error === undefined ? 'hostile_answer' : 'token_refused';
}

async function readErrorBody(response: Response): Promise<{ error?: string; description?: string }> {
  try {
    const body: unknown = JSON.parse(await response.text());
    const { error, error_description: description } = (body ?? {}) as Record<string, unknown>;
    return {
      ...(typeof error === 'string' ? { error } : {}),
      ...(typeof description === 'string' ? { description } : {}),
    };
  } catch {
    return {};
  }
}

/** What is shorter is a word that may stand anywhere, and no secret. */
const SHORTEST_SECRET = 8;

function mask(text: string | undefined, secrets: readonly SecretText[]): string | undefined {
  return secrets
    .filter(secret => secret.reveal().length >= SHORTEST_SECRET)
    .reduce<string | undefined>((masked, secret) => masked?.replaceAll(secret.reveal(), '[redacted]'), text);
}
