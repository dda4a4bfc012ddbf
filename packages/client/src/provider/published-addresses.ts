/** Addresses that companies have published; nothing is guessed for the others. */
import type { ProfileName } from '@valetkey/protocol';
import type { ProviderEndpoints } from '../client-options.ts';

interface PublishedAddresses extends ProviderEndpoints {
  /** By language, where the path fixes the language of the pages (R24). */
  localised?: Readonly<Record<string, string>>;
}

export const PUBLISHED: Partial<Record<ProfileName, PublishedAddresses>> = {
  copper: {
    authorization: 'https://app.copper.com/oauth/authorize',
    token: 'https://app.copper.com/oauth/token',
  },
  copernica: {
    authorization: 'https://www.copernica.com/en/authorize',
    token: 'https://api.copernica.com/v1/token',
    localised: { en: 'https://www.copernica.com/en/authorize', nl: 'https://www.copernica.com/nl/authorize' },
  },
};
