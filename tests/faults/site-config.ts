/** The configuration of the servers under attack: the six providers of the tests, one whose refresh tokens work once, without a replay window, and one whose access tokens live for seconds. */
import type { ValetkeyConfig } from '../../packages/server/src/config-types.ts';
import { testConfig } from '../../packages/server/src/fixtures.ts';

export const SLUG = 'standard';
export const STRICT_SLUG = 'strict';
export const BRIEF_SLUG = 'brief';
export const BRIEF_SECONDS = 3;

export function siteConfig(): ValetkeyConfig {
  const config = testConfig();
  const standard = config.providers.find(provider => provider.slug === SLUG)!;
  const strict = {
    ...standard,
    slug: STRICT_SLUG,
    refreshToken: { replayWindowSeconds: { confidential: 0, public: 0 } },
  };
  const brief = { ...standard, slug: BRIEF_SLUG, accessToken: { lifetimeSeconds: BRIEF_SECONDS } };
  return { ...config, providers: [...config.providers, strict, brief] };
}
