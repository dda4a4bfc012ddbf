/** Whether a request comes from a page of our own (S-L5). */
import { header, type Incoming } from './incoming.ts';

/** Our pages send no referrer, so `Origin` is `null` there; `Sec-Fetch-Site` tells. */
export function isSameOrigin(incoming: Incoming, publicUrl: string): boolean {
  const site = header(incoming, 'sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = header(incoming, 'origin');
  return origin === undefined || origin === 'null' || origin === new URL(publicUrl).origin;
}
