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

const words = (en: string, nl: string, de: string, fr: string, es: string): Texts => ({ en, nl, de, fr, es });
const PEOPLE = words('People', 'Personen', 'Personen', 'Personnes', 'Personas');
const COMPANIES = words('Companies', 'Bedrijven', 'Unternehmen', 'Entreprises', 'Empresas');
const CONTENT = words('Content', 'Teksten', 'Texte', 'Textes', 'Textos');
const PROJECTS = words('Projects', 'Projecten', 'Projekte', 'Projets', 'Proyectos');
const ANALYSES = words('Analyses', 'Analyses', 'Analysen', 'Analyses', 'Análisis');
const MEDIA = words('Media', 'Media', 'Medien', 'Médias', 'Medios');
const ACCOUNT = words(
  'The whole account',
  'Het hele account',
  'Das ganze Konto',
  'Tout le compte',
  'Toda la cuenta',
);
const CONNECTION = words('Connection', 'Verbinding', 'Verbindung', 'Connexion', 'Conexión');

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
        words(
          'Read your people',
          'Je personen lezen',
          'Ihre Personen lesen',
          'Lire vos personnes',
          'Leer sus personas',
        ),
        words(
          'Names, e-mail addresses, cities and interests',
          'Namen, e-mailadressen, plaatsen en interesses',
          'Namen, E-Mail-Adressen, Orte und Interessen',
          'Noms, adresses e-mail, villes et centres d’intérêt',
          'Nombres, correos electrónicos, ciudades e intereses',
        ),
      ),
      'people:write': scope(
        'change',
        PEOPLE,
        words(
          'Add and change people',
          'Personen toevoegen en wijzigen',
          'Personen hinzufügen und ändern',
          'Ajouter et modifier des personnes',
          'Añadir y cambiar personas',
        ),
        words(
          'New people appear in your database',
          'Nieuwe personen verschijnen in je database',
          'Neue Personen erscheinen in Ihrer Datenbank',
          'De nouvelles personnes apparaissent dans votre base de données',
          'Aparecen personas nuevas en su base de datos',
        ),
      ),
      'companies:read': {
        ...scope(
          'read',
          COMPANIES,
          words(
            'Read your companies',
            'Je bedrijven lezen',
            'Ihre Unternehmen lesen',
            'Lire vos entreprises',
            'Leer sus empresas',
          ),
          words(
            'Names, cities and sectors',
            'Namen, plaatsen en sectoren',
            'Namen, Orte und Branchen',
            'Noms, villes et secteurs',
            'Nombres, ciudades y sectores',
          ),
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
        words(
          'Read your content',
          'Je teksten lezen',
          'Ihre Texte lesen',
          'Lire vos textes',
          'Leer sus textos',
        ),
        words(
          'Texts, and the people and companies they are about',
          'Teksten, en over wie ze gaan',
          'Texte, und die Personen und Unternehmen, von denen sie handeln',
          'Les textes, et les personnes et entreprises dont ils parlent',
          'Textos, y las personas y empresas de las que tratan',
        ),
      ),
      'content:write': scope(
        'change',
        CONTENT,
        words(
          'Write and change content',
          'Teksten schrijven en wijzigen',
          'Texte schreiben und ändern',
          'Écrire et modifier des textes',
          'Escribir y cambiar textos',
        ),
        words(
          'New texts count towards your plan',
          'Nieuwe teksten tellen mee in je abonnement',
          'Neue Texte zählen zu Ihrem Tarif',
          'Les nouveaux textes comptent dans votre offre',
          'Los textos nuevos cuentan en su plan',
        ),
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
          words(
            'Read and modify user records',
            'Gegevens van gebruikers lezen en wijzigen',
            'Daten von Benutzern lesen und ändern',
            'Lire et modifier les données des utilisateurs',
            'Leer y modificar datos de usuarios',
          ),
          words(
            'The same rights as an API key of yours',
            'Dezelfde rechten als een API-sleutel van jou',
            'Dieselben Rechte wie ein API-Schlüssel von Ihnen',
            'Les mêmes droits qu’une de vos clés d’API',
            'Los mismos derechos que una clave de API suya',
          ),
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
        words(
          'Read your analyses',
          'Je analyses lezen',
          'Ihre Analysen lesen',
          'Lire vos analyses',
          'Leer sus análisis',
        ),
        words(
          'Results and what they were made from',
          'Resultaten en waar ze van gemaakt zijn',
          'Ergebnisse und woraus sie entstanden',
          'Les résultats et ce dont ils sont issus',
          'Resultados y a partir de qué se hicieron',
        ),
      ),
      'read:project': scope(
        'read',
        PROJECTS,
        words(
          'Read your projects',
          'Je projecten lezen',
          'Ihre Projekte lesen',
          'Lire vos projets',
          'Leer sus proyectos',
        ),
        words(
          'Projects and the people in them',
          'Projecten en de personen daarin',
          'Projekte und die Personen darin',
          'Les projets et les personnes qui y sont',
          'Proyectos y las personas que hay en ellos',
        ),
      ),
      'write:project': scope(
        'change',
        PROJECTS,
        words(
          'Change your projects',
          'Je projecten wijzigen',
          'Ihre Projekte ändern',
          'Modifier vos projets',
          'Cambiar sus proyectos',
        ),
        words(
          'Add to them and change what is there',
          'Toevoegen en wijzigen wat er staat',
          'Hinzufügen und ändern, was da ist',
          'Y ajouter et modifier ce qui s’y trouve',
          'Añadir y cambiar lo que hay',
        ),
      ),
      offline: scope(
        'read',
        CONNECTION,
        words(
          'Stay connected while you are away',
          'Verbonden blijven als je er niet bent',
          'Verbunden bleiben, während Sie weg sind',
          'Rester connecté en votre absence',
          'Seguir conectado mientras no está',
        ),
        words(
          'Without signing in again each half hour',
          'Zonder elk half uur opnieuw in te loggen',
          'Ohne jede halbe Stunde neu anzumelden',
          'Sans se reconnecter chaque demi-heure',
          'Sin iniciar sesión cada media hora',
        ),
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
        words('Read your media', 'Je media lezen', 'Ihre Medien lesen', 'Lire vos médias', 'Leer sus medios'),
        words(
          'Videos, voices and who they were made for',
          'Video’s, stemmen en voor wie ze zijn',
          'Videos, Stimmen und für wen sie entstanden',
          'Vidéos, voix et leurs destinataires',
          'Vídeos, voces y para quién se hicieron',
        ),
      ),
      generate: {
        ...scope(
          'change',
          MEDIA,
          words(
            'Make new media',
            'Nieuwe media maken',
            'Neue Medien erzeugen',
            'Créer de nouveaux médias',
            'Crear medios nuevos',
          ),
          words(
            'At most 50 a day',
            'Hoogstens 50 per dag',
            'Höchstens 50 am Tag',
            'Au plus 50 par jour',
            'Como máximo 50 al día',
          ),
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
        words(
          'Read and change everything in your account',
          'Alles in je account lezen en wijzigen',
          'Alles in Ihrem Konto lesen und ändern',
          'Lire et modifier tout ce que contient votre compte',
          'Leer y cambiar todo en su cuenta',
        ),
        words(
          'Databases, profiles and mailings',
          'Databases, profielen en mailings',
          'Datenbanken, Profile und Mailings',
          'Bases de données, profils et envois',
          'Bases de datos, perfiles y envíos',
        ),
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
