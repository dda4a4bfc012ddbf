/** Which scope opens what: for the sample API, and for the apps, which ask for no more than they need (R48). */
import type { DemoSlug } from './state.ts';

/** As examples/crm-api takes them. */
export const API_SCOPES: Record<
  DemoSlug,
  { read: string; write: string; companies?: string; generate?: string }
> = {
  standard: { read: 'people:read', write: 'people:write', companies: 'companies:read' },
  copyai: { read: 'content:read', write: 'content:write' },
  copper: { read: 'developer/v1/all', write: 'developer/v1/all' },
  clipron: { read: 'read:project', write: 'write:project', companies: 'read:analysis' },
  fliki: { read: 'read', write: 'generate', generate: 'generate' },
  copernica: { read: 'all', write: 'all' },
};

/** To read people and companies. Copernica has no scopes: it asks for none, and its one scope is granted. */
export const APP_SCOPES: Record<DemoSlug, readonly string[]> = {
  standard: ['people:read', 'companies:read'],
  copyai: ['content:read'],
  copper: ['developer/v1/all'],
  clipron: ['read:analysis', 'read:project', 'offline'],
  fliki: ['read'],
  copernica: [],
};
