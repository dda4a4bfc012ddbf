/** A provider said no, or said nothing: what is shown of it, without any key it may have repeated. */
import { ClientError } from '@valetkey/client';

export interface Refusal {
  code: string;
  description: string;
  /** Null: there was no HTTP answer. */
  status: number | null;
}

/** Of the client's errors; they hold no secret. Anything else is a bug, and goes on. */
export function toRefusal(error: unknown): Refusal {
  if (!(error instanceof ClientError)) throw error;
  return refuse(error.error ?? error.code, error.description ?? error.message, error.status ?? null);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Reads `{error, error_description}` (RFC 6749 §5.2) and the `{error: {code, message}}` that some APIs answer. */
export function parseRefusal(body: unknown, status: number): Refusal {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const nested = (
    typeof fields['error'] === 'object' && fields['error'] !== null ? fields['error'] : {}
  ) as Record<string, unknown>;
  const code = textOf(fields['error']) ?? textOf(nested['code']) ?? `http_${status}`;
  const description =
    textOf(fields['error_description']) ??
    textOf(nested['message']) ??
    textOf(fields['message']) ??
    `It answered with status ${status} and no explanation.`;
  return refuse(code, description, status);
}

function refuse(code: string, description: string, status: number | null): Refusal {
  return { code: hideKeys(code), description: hideKeys(description), status };
}

/** This app never holds the keys that it would have to look for: whatever is as long as one, and no word, is hidden. */
function hideKeys(text: string): string {
  const clean = text.replaceAll(/[\w.~+/=-]{28,}/g, '[hidden]');
  return clean.length > 400 ? `${clean.slice(0, 400)}…` : clean;
}
