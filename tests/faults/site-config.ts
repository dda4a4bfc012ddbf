/** The configuration of the servers under attack: the six providers of the tests, and one whose refresh tokens work once, without a replay window. */
import type { ValetkeyConfig } from '../../packages/server/src/config-types.ts';
import { testConfig } from '../../packages/server/src/fixtures.ts';

export const SLUG = 'standard';
export const STRICT_SLUG = 'strict';

export function siteConfig(): ValetkeyConfig {
  const config = testConfig();
  const standard = config.providers.find(provider => provider.slug === SLUG)!;
  const strict = {
    ...standard,
    slug: STRICT_SLUG,
    refreshToken: { replayWindowSeconds: { confidential: 0, public: 0 } },
  };
  return { ...config, providers: [...config.providers, strict] };
}
