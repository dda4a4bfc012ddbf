/** Which authorization server an API trusts, by the API's own metadata (RFC 9728): for an app that knows the API's address and nothing else. */
import { processResourceDiscoveryResponse, type ResourceServer } from 'oauth4webapi';
import { readBearerRefusal } from '../calls/challenge.ts';
import { ClientError } from '../errors.ts';
import { checkAddress, parseConfiguredUrl } from '../net/address-policy.ts';
import { createHttpCall } from '../net/token-http.ts';

export interface DiscoveredResource {
  /** For `resource` of a provider (RFC 8707). */
  resource: string;
  /** For `issuer` of a provider: the first one that the API names. Whether it is to be trusted is the app's decision. */
  issuer: string;
  /** What the refusal asked for, or else all that the API has. */
  scopes: readonly string[];
}

const METADATA_BYTES = 65_536;

/**
 * @param address The API's identifier: its address, as a call without a token was sent to it.
 * @param refused The headers of the 401 that came back, when there was one: they may say where the metadata is, and which scopes are needed.
 * @throws ClientError `metadata`, `unreachable`, `unsafe_address`
 * @example
 * const { issuer, resource, scopes } = await discoverResource('https://api.example.com/v1', response.headers);
 * @see https://www.rfc-editor.org/rfc/rfc9728
 */
export async function discoverResource(address: string, refused?: Headers): Promise<DiscoveredResource> {
  const api = parseConfiguredUrl(address, 'The address of the API');
  const call = createHttpCall({ timeoutMs: 10_000, resolve: undefined });
  const { resourceMetadata, scopes } = readBearerRefusal(refused ?? new Headers());
  for (const place of placesOf(api, resourceMetadata)) {
    const owner = { configuredOrigins: [api.origin] };
    checkAddress(place.url, owner.configuredOrigins);
    const request = { method: 'GET', headers: { accept: 'application/json' } } as const;
    const response = await call(owner, place.url, request, METADATA_BYTES);
    if (response.status === 200) return read(await parse(place.resource, response), scopes);
  }
  throw new ClientError('metadata', `${api.host} does not say which authorization server it trusts.`);
}

/** RFC 9728 §3.1: the well-known part goes before the path. What describes another API than the one asked for is not used (§3.3). */
function placesOf(api: URL, named: string | null): { url: string; resource: URL }[] {
  if (named !== null) return [{ url: named, resource: api }];
  const path = api.pathname.replace(/\/$/, '');
  const wellKnown = `${api.origin}/.well-known/oauth-protected-resource`;
  const root = { url: wellKnown, resource: new URL(api.origin) };
  return path === '' ? [root] : [{ url: wellKnown + path, resource: api }, root];
}

async function parse(resource: URL, response: Response): Promise<ResourceServer> {
  return processResourceDiscoveryResponse(resource, response).catch(() => {
    throw new ClientError('metadata', `The metadata of ${resource.href} is not whole, or of another API.`);
  });
}

function read(metadata: ResourceServer, asked: readonly string[]): DiscoveredResource {
  const [issuer] = metadata.authorization_servers ?? [];
  if (typeof issuer !== 'string')
    throw new ClientError('metadata', `The metadata of ${metadata.resource} names no authorization server.`);
  return {
    resource: metadata.resource,
    issuer,
    scopes: asked.length > 0 ? asked : (metadata.scopes_supported ?? []),
  };
}
