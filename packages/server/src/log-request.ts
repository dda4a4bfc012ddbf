/** One line and some counters for each request that was answered, whoever answered it. */
import { redactQuery } from '@valetkey/protocol';
import type { Core } from './domain/core.ts';
import { keptAddress } from './domain/kept-address.ts';
import { count, type RouteTally } from './domain/request-tally.ts';
import { urlOf, type Incoming } from './http/incoming.ts';

export function logRequest(
  core: Core,
  tally: RouteTally,
  answered: {
    incoming: Pick<Incoming, 'requestId' | 'method' | 'path' | 'rawQuery' | 'address'>;
    status: number;
    ms: number;
  },
): void {
  const { incoming, status, ms } = answered;
  // A long poll's duration says nothing.
  count(tally, status, tally.endpoint === 'feed' ? null : ms / 1000);
  const line = {
    requestId: incoming.requestId,
    method: incoming.method,
    path: incoming.rawQuery === '' ? incoming.path : redactQuery(urlOf(incoming)),
    status,
    ms: Math.round(ms * 10) / 10,
    address: keptAddress(core, incoming.address),
  };
  if (core.log.request) core.log.request(line);
  else core.log.info(line, 'request');
}
