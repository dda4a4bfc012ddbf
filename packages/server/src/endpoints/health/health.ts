/** For whoever runs the server: alive, ready, metrics. */
import { OAuthError, say } from '@valetkey/protocol';
import { networkOf } from '../../domain/attempts.ts';
import type { Core } from '../../domain/core.ts';
import { bearerOf, equalSecrets } from '../../domain/secrets.ts';
import type { Answer } from '../../http/answer.ts';
import { header, type Incoming } from '../../http/incoming.ts';

/** The process answers. */
export function livez(): Answer {
  return { kind: 'json', status: 200, body: { status: 'ok' } };
}

/** The database takes writes, too, and this node is not about to end: a load balancer may send traffic here. */
export async function readyz(core: Core): Promise<Answer> {
  await core.readiness.check();
  return { kind: 'json', status: 200, body: { status: 'ok' } };
}

/** A proxy on this machine: whoever is behind it is not here. Not every proxy says for whom it asks. */
const FORWARDED = /^(?:x-forwarded(?:-.+)?|forwarded|via|x-real-ip)$/;

/** Prometheus text. From the machine itself, or with `Authorization: Bearer <VALETKEY_METRICS_TOKEN>`. */
export async function metrics(core: Core, incoming: Incoming): Promise<Answer> {
  const address = networkOf(incoming.address);
  const local = address.startsWith('127.') || incoming.address === '::1';
  const forwarded = Object.keys(incoming.headers).some(name => FORWARDED.test(name));
  if (!(local && !forwarded) && !hasToken(core.metricsToken, header(incoming, 'authorization')))
    throw new OAuthError('not_found', say('nothing_here'));
  return {
    kind: 'text',
    status: 200,
    body: await core.metrics.render(),
    contentType: core.metrics.registry.contentType,
  };
}

function hasToken(expected: string | null, authorization: string | undefined): boolean {
  return expected !== null && equalSecrets(bearerOf(authorization) ?? '', expected);
}
