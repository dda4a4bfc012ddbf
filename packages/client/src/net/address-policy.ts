/** Which addresses credentials may be sent to: those the developer wrote down, and public https ones that their server named (S-R4, S-R10, S-S1). */
import { findAddressProblem, isLoopbackHost } from '@valetkey/protocol';
import { ClientError } from '../errors.ts';

export interface CheckedAddress {
  url: URL;
  /** An origin of the configuration: it may be in a private network. A discovered one may not. */
  configured: boolean;
}

/** A URL of the configuration: https, or http on loopback while developing. */
export function parseConfiguredUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new ClientError('config', `${name} is not a URL.`);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!safe)
    throw new ClientError(
      'config',
      `${name} must begin with https:// (or http://localhost while developing).`,
    );
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new ClientError('config', `${name} must have neither user name, password nor fragment.`);
  }
  return url;
}

/**
 * @param configuredOrigins What the developer trusts by having written it down.
 * @throws ClientError `unsafe_address`
 */
export function checkAddress(text: string, configuredOrigins: readonly string[]): CheckedAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw unsafe('It is not a URL.');
  if (url.username !== '' || url.password !== '') throw unsafe('It holds credentials.');
  if (configuredOrigins.includes(url.origin)) return { url, configured: true };
  const problem = findAddressProblem(url);
  if (problem !== null) throw unsafe(`${problem} The configuration does not name its origin.`);
  return { url, configured: false };
}

function unsafe(why: string): ClientError {
  return new ClientError(
    'unsafe_address',
    `An address that the provider's metadata names is not used. ${why}`,
  );
}
