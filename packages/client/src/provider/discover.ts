/** A provider's endpoints from its metadata (RFC 8414 §3, OpenID Connect Discovery §4), kept for an hour. */
import { processDiscoveryResponse, type AuthorizationServer } from 'oauth4webapi';
import type { AppAuthentication } from '@valetkey/protocol';
import type { Clock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import { abortable } from '../net/abortable.ts';
import { checkAddress } from '../net/address-policy.ts';
import type { HttpCall } from '../net/token-http.ts';
import { checkMixUp, chooseAuthentication } from './configure.ts';
import type { Endpoints, Provider } from './provider.ts';

const KEEP_MS = 3_600_000;
/** S-S8: a server that is down is not asked by every user who clicks. */
const KEEP_FAILURE_MS = 5000;
const METADATA_BYTES = 65_536;

export type FindEndpoints = (provider: Provider, signal?: AbortSignal) => Promise<Endpoints>;

/** One call at a time and provider, whoever gives up waiting for it; a failure is remembered for a moment, an invalid document is not kept at all. */
export function createDiscovery(clock: Clock, call: HttpCall): FindEndpoints {
  const known = new Map<string, { endpoints: Promise<Endpoints>; endsMs: number }>();
  return async (provider, signal) => {
    if (provider.endpoints !== null) return provider.endpoints;
    const found = known.get(provider.name);
    if (found !== undefined && found.endsMs > clock.nowMs()) return abortable(found.endpoints, signal);
    const entry = { endpoints: discover(provider, call), endsMs: clock.nowMs() + KEEP_MS };
    known.set(provider.name, entry);
    entry.endpoints.catch((error: unknown) => {
      const isUnreachable = error instanceof ClientError && error.code === 'unreachable';
      entry.endsMs = isUnreachable ? clock.nowMs() + KEEP_FAILURE_MS : 0;
    });
    return abortable(entry.endpoints, signal);
  };
}

/** Whose metadata it is: a provider, or a server that an app is about to register with. */
export type MetadataOwner = Pick<Provider, 'name' | 'configuredOrigins'> & { issuer: string };

async function discover(provider: Provider, call: HttpCall): Promise<Endpoints> {
  return toEndpoints(provider, await fetchMetadata({ ...provider, issuer: provider.issuer! }, call));
}

/** @throws ClientError `metadata` when it is not whole, not the issuer's, or not safe. */
export async function fetchMetadata(owner: MetadataOwner, call: HttpCall): Promise<AuthorizationServer> {
  let last: unknown;
  for (const address of metadataAddresses(owner.issuer)) {
    const response = await call(
      owner,
      address,
      { method: 'GET', headers: { accept: 'application/json' } },
      METADATA_BYTES,
    );
    if (response.status === 200) return readMetadata(owner, response);
    last = response.status;
  }
  throw new ClientError(
    'metadata',
    `${owner.name}: there is no metadata below ${owner.issuer} (status ${String(last)}).`,
    { provider: owner.name },
  );
}

/** RFC 8414 §3.1 puts the well-known part before the issuer's path, OpenID Connect Discovery §4 behind it. */
function metadataAddresses(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
}

async function readMetadata(owner: MetadataOwner, response: Response): Promise<AuthorizationServer> {
  const { name, issuer } = owner;
  const metadata = await processDiscoveryResponse(new URL(issuer), response).catch(() => {
    throw new ClientError('metadata', `${name}: the metadata is not whole, or not of ${issuer}.`, {
      provider: name,
    });
  });
  // RFC 8414 §3.3: identical, not only equal as URLs (S-R4).
  if (metadata.issuer !== issuer) throw refuse(owner, `its issuer is not ${issuer}`);
  // S-R5: without it a server would take the challenge and not ask for the verifier.
  if (!metadata.code_challenge_methods_supported?.includes('S256'))
    throw refuse(owner, 'it does not list S256 in code_challenge_methods_supported');
  return metadata;
}

function toEndpoints(provider: Provider, metadata: AuthorizationServer): Endpoints {
  const authentication = chooseAuthentication(
    offeredMethods(metadata),
    provider.secrets.length === 0,
    provider.name,
  );
  const endpoints: Endpoints = {
    issuer: provider.issuer,
    authorization: addressIn(provider, metadata, 'authorization_endpoint'),
    localised: {},
    token: addressIn(provider, metadata, 'token_endpoint'),
    revocation: optionalAddressIn(provider, metadata, 'revocation_endpoint'),
    introspection: optionalAddressIn(provider, metadata, 'introspection_endpoint'),
    iss: metadata.authorization_response_iss_parameter_supported === true,
    authentication,
    formPost: false,
  };
  checkMixUp(provider, endpoints);
  return endpoints;
}

type AddressName = `${'authorization' | 'token' | 'revocation' | 'introspection' | 'registration'}_endpoint`;
type AddressOwner = Pick<Provider, 'name' | 'configuredOrigins'>;

export function addressIn(owner: AddressOwner, metadata: AuthorizationServer, name: AddressName): string {
  const address = optionalAddressIn(owner, metadata, name);
  if (address === null) throw refuse(owner, `it has no ${name}`);
  return address;
}

function optionalAddressIn(
  owner: AddressOwner,
  metadata: AuthorizationServer,
  name: AddressName,
): string | null {
  const address: unknown = metadata[name];
  if (address === undefined) return null;
  if (typeof address !== 'string') throw refuse(owner, `its ${name} is not a text`);
  return checkAddress(address, owner.configuredOrigins).url.href;
}

/** RFC 8414 §2: absent means `client_secret_basic`. */
export function offeredMethods(metadata: AuthorizationServer): AppAuthentication[] {
  const listed = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  // In our order: that of the list says nothing.
  const known: [name: string, method: AppAuthentication][] = [
    ['client_secret_basic', 'basic'],
    ['client_secret_post', 'post'],
    ['none', 'none'],
  ];
  return known.flatMap(([name, method]) => (listed.includes(name) ? method : []));
}

function refuse({ name }: AddressOwner, why: string): ClientError {
  return new ClientError('metadata', `${name}: the metadata is not accepted: ${why}.`, {
    provider: name,
  });
}
