/** The demo's configuration: six providers, one of each profile. */
import { join } from 'node:path';
import { checkConfig } from '../../config.ts';
import type {
  BrandingConfig,
  ProviderConfig,
  ScopeConfig,
  Texts,
  ValetkeyConfig,
} from '../../config-types.ts';
import { addressesOf } from './addresses.ts';
import { OLGA } from './people.ts';
import type { DemoSlug, DemoState } from './state.ts';

type DemoProvider = Pick<ProviderConfig, 'name' | 'scopes' | 'defaultScopes'> & {
  accent: NonNullable<BrandingConfig['accent']>;
};

const words = (en: string, nl: string): Texts => ({ en, nl });
const PEOPLE = words('People', 'Personen');
const COMPANIES = words('Companies', 'Bedrijven');
const CONTENT = words('Content', 'Teksten');
const PROJECTS = words('Projects', 'Projecten');
const ANALYSES = words('Analyses', 'Analyses');
const MEDIA = words('Media', 'Media');
const ACCOUNT = words('The whole account', 'Het hele account');
const CONNECTION = words('Connection', 'Verbinding');

function scope(access: ScopeConfig['access'], group: Texts, title: Texts, description: Texts): ScopeConfig {
  return { access, group, title, description };
}

const PROVIDERS: Record<DemoSlug, DemoProvider> = {
  standard: {
    name: 'Harbor CRM',
    accent: { light: '#1D4ED8', dark: '#8AB4FF' },
    defaultScopes: ['people:read'],
    scopes: {
      'people:read': scope(
        'read',
        PEOPLE,
        words('Read your people', 'Je personen lezen'),
        words(
          'Names, e-mail addresses, cities and interests',
          'Namen, e-mailadressen, plaatsen en interesses',
        ),
      ),
      'people:write': scope(
        'change',
        PEOPLE,
        words('Add and change people', 'Personen toevoegen en wijzigen'),
        words('New people appear in your database', 'Nieuwe personen verschijnen in je database'),
      ),
      'companies:read': {
        ...scope(
          'read',
          COMPANIES,
          words('Read your companies', 'Je bedrijven lezen'),
          words('Names, cities and sectors', 'Namen, plaatsen en sectoren'),
        ),
        optional: true,
      },
    },
  },
  copyai: {
    name: 'Copy.ai',
    accent: { light: '#6D28D9', dark: '#C4A6FF' },
    scopes: {
      'content:read': scope(
        'read',
        CONTENT,
        words('Read your content', 'Je teksten lezen'),
        words('Texts, and the people and companies they are about', 'Teksten, en over wie ze gaan'),
      ),
      'content:write': scope(
        'change',
        CONTENT,
        words('Write and change content', 'Teksten schrijven en wijzigen'),
        words('New texts count towards your plan', 'Nieuwe teksten tellen mee in je abonnement'),
      ),
    },
  },
  copper: {
    name: 'Copper',
    accent: { light: '#B0215F', dark: '#FF9CC4' },
    scopes: {
      'developer/v1/all': {
        ...scope(
          'change',
          ACCOUNT,
          words('Read and modify user records', 'Gegevens van gebruikers lezen en wijzigen'),
          words('The same rights as an API key of yours', 'Dezelfde rechten als een API-sleutel van jou'),
        ),
        includes: '*',
      },
    },
  },
  clipron: {
    name: 'Clipron AI',
    accent: { light: '#0F766E', dark: '#5EDCCB' },
    defaultScopes: ['read:analysis'],
    scopes: {
      'read:analysis': scope(
        'read',
        ANALYSES,
        words('Read your analyses', 'Je analyses lezen'),
        words('Results and what they were made from', 'Resultaten en waar ze van gemaakt zijn'),
      ),
      'read:project': scope(
        'read',
        PROJECTS,
        words('Read your projects', 'Je projecten lezen'),
        words('Projects and the people in them', 'Projecten en de personen daarin'),
      ),
      'write:project': scope(
        'change',
        PROJECTS,
        words('Change your projects', 'Je projecten wijzigen'),
        words('Add to them and change what is there', 'Toevoegen en wijzigen wat er staat'),
      ),
      offline: scope(
        'read',
        CONNECTION,
        words('Stay connected while you are away', 'Verbonden blijven als je er niet bent'),
        words('Without signing in again each half hour', 'Zonder elk half uur opnieuw in te loggen'),
      ),
    },
  },
  fliki: {
    name: 'Fliki',
    accent: { light: '#B93A0B', dark: '#FFB082' },
    scopes: {
      read: scope(
        'read',
        MEDIA,
        words('Read your media', 'Je media lezen'),
        words('Videos, voices and who they were made for', 'Video’s, stemmen en voor wie ze zijn'),
      ),
      generate: {
        ...scope(
          'change',
          MEDIA,
          words('Make new media', 'Nieuwe media maken'),
          words('At most 50 a day', 'Hoogstens 50 per dag'),
        ),
        dailyQuota: 50,
      },
    },
  },
  copernica: {
    name: 'Copernica',
    accent: { light: '#0B6494', dark: '#74C8F7' },
    scopes: {
      all: scope(
        'change',
        ACCOUNT,
        words('Read and change everything in your account', 'Alles in je account lezen en wijzigen'),
        words('Databases, profiles and mailings', 'Databases, profielen en mailings'),
      ),
    },
  },
};

export function demoName(slug: DemoSlug): string {
  return PROVIDERS[slug].name;
}

/** @param directory where the demo's data is */
export function demoConfig(demo: DemoState, directory: string): ValetkeyConfig {
  const { server, api, ports } = addressesOf(demo.port);
  return checkConfig(
    {
      publicUrl: server,
      listen: { host: 'localhost', port: ports[0] },
      dataDirectory: directory,
      logLevel: 'warn',
      mail: { from: 'no-reply@valetkey.example', outbox: join(directory, 'outbox') },
      providers: Object.entries(PROVIDERS).map(([slug, { accent, ...provider }]) => ({
        ...provider,
        slug,
        profile: slug,
        firstCallUrl: `${api}/${slug}/me`,
        login: { type: 'directory' },
        operators: [OLGA],
        branding: { accent },
        guardSecrets: [demo.guardSecrets[slug as DemoSlug]],
      })),
    },
    join(directory, 'demo.json'),
  );
}
