/** This app's client: every company of the configuration, one vault. All of OAuth is behind it. */
import { createClient, type ClientOptions, type ValetkeyClient } from '@valetkey/client';
import type { AnalyzerConfig } from './config.ts';

export function openClient(
  { baseUrl, providers }: AnalyzerConfig,
  parts: Pick<ClientOptions, 'vault' | 'clock' | 'onEvent'>,
): ValetkeyClient {
  const described = providers.map(({ slug, profile, issuer, apiBase, clientId, clientSecret, scopes }) => [
    slug,
    { profile, issuer, clientId, clientSecret, scopes, apiOrigins: [new URL(apiBase).origin] },
  ]);
  return createClient({
    ...parts,
    providers: Object.fromEntries(described) as ClientOptions['providers'],
    redirectUri: `${baseUrl}/callback/{provider}`,
  });
}
