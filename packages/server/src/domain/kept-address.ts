/** What of a caller's address is written down (S-U7): in the request log, and where a secret was last used from. Limits in memory know it whole. */
import { networkOfCall } from '@valetkey/protocol';
import type { Core } from './core.ts';

/** @returns the address, the network it is in (IPv4 /24, IPv6 /48), or null: nothing. */
export function keptAddress({ config }: Pick<Core, 'config'>, address: string): string | null {
  const { addresses = 'truncated' } = config.privacy ?? {};
  if (addresses === 'none') return null;
  return addresses === 'full' ? address : networkOfCall(address);
}
