/** A provider said no, or said nothing: what is shown of it, without any secret it may have repeated. */

export class Refusal extends Error {
  readonly code: string;
  readonly description: string;
  /** Null: there was no HTTP answer. */
  readonly status: number | null;
  constructor(code: string, description: string, status: number | null) {
    super(`${code}: ${description}`);
    this.code = code;
    this.description = description;
    this.status = status;
  }
}

/** Removes secrets a provider may have echoed, and limits the length. */
export function scrub(text: string, secrets: readonly string[]): string {
  const clean = secrets
    .filter(secret => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text);
  return clean.length > 400 ? `${clean.slice(0, 400)}…` : clean;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Reads `{error, error_description}` (RFC 6749 §5.2) and the `{error: {code, message}}` that some APIs answer. */
export function parseRefusal(body: unknown, status: number, secrets: readonly string[]): Refusal {
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
  return new Refusal(scrub(code, secrets), scrub(description, secrets), status);
}

/** No words of the cause: error texts of HTTP libraries may hold the address, and Copernica's holds the secret. */
export function unreachable(): Refusal {
  return new Refusal(
    'unreachable',
    'There was no usable answer. The provider may be down; try again in a moment.',
    null,
  );
}
