/** A provider as commands tell it: its endpoints, its rules in short, and every rule weaker than `standard` (S-X10). */
import type { Provider } from '../domain/providers.ts';
import { renderFields } from './text-table.ts';

export interface ProviderDescription {
  slug: string;
  name: string;
  profile: string;
  issuer: string;
  endpoints: { authorize: string[]; token: string; revoke: string; introspect: string; metadata: string };
  scopes: readonly string[];
  login: string;
  registration: string;
  warnings: readonly { rule: string; reason: string }[];
}

export function describeProvider(provider: Provider): ProviderDescription {
  const { profile, issuer } = provider;
  return {
    slug: provider.slug,
    name: provider.name,
    profile: profile.name,
    issuer,
    endpoints: {
      authorize: profile.authorize.paths.map(({ path }) => issuer + path),
      token: issuer + profile.token.path,
      revoke: issuer + profile.revokePath,
      introspect: issuer + profile.introspectPath,
      metadata: `${issuer}/.well-known/oauth-authorization-server`,
    },
    scopes: provider.scopeNames,
    login: provider.login.type,
    registration: profile.registration,
    warnings: profile.warnings,
  };
}

export function renderProvider(provider: Provider): string {
  const { slug, name, profile, endpoints, scopes, login, registration, warnings } =
    describeProvider(provider);
  const lines = renderFields({
    authorize: endpoints.authorize.join('  '),
    token: `${provider.profile.token.method} ${endpoints.token}`,
    revoke: endpoints.revoke,
    introspect: endpoints.introspect,
    metadata: endpoints.metadata,
    scopes: scopes.join('  '),
    login,
    registration,
  });
  const weaker = warnings.map(({ rule, reason }) => `warn  ${rule}. ${reason}`);
  return [`${slug}: ${name} (profile ${profile})`, ...[...lines.split('\n'), ...weaker].map(indent)].join(
    '\n',
  );
}

function indent(line: string): string {
  return `  ${line}`;
}
