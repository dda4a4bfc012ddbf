/** The configuration files of the demo's two other programs, made from what the demo knows. */
import { join } from 'node:path';
import { profiles } from '@valetkey/protocol';
import { addressesOf } from './addresses.ts';
import { demoName } from './config.ts';
import { API_SCOPES, APP_SCOPES } from './scopes.ts';
import { DEMO_SLUGS, type DemoState } from './state.ts';

/** For examples/crm-api. */
export function apiSettings(demo: DemoState): unknown {
  const { server, ports } = addressesOf(demo.port);
  return {
    port: ports[1],
    providers: DEMO_SLUGS.map(slug => ({
      slug,
      profile: slug,
      issuer: `${server}/${slug}`,
      guardSecret: demo.guardSecrets[slug],
      scopes: API_SCOPES[slug],
    })),
  };
}

/** For examples/database-analyzer. */
export function analyzerSettings(demo: DemoState, directory: string): unknown {
  const { server, api, app, ports } = addressesOf(demo.port);
  return {
    port: ports[2],
    baseUrl: app,
    vault: { file: join(directory, 'analyzer.db'), key: demo.vaultKey },
    providers: DEMO_SLUGS.map(slug => ({
      slug,
      title: demoName(slug),
      profile: slug,
      issuer: `${server}/${slug}`,
      apiBase: `${api}/${slug}`,
      ...demo.analyzer[slug],
      scopes: APP_SCOPES[slug],
      // Where an address fixes the language, the last one: English.
      locale: profiles[slug].authorize.paths.at(-1)!.locale,
    })),
  };
}
