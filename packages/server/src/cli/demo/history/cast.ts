/** Who plays in the demo's history: other accounts, their people, and other companies' apps. None of them can sign in. */

export interface CastApp {
  name: string;
  description: string;
  publisher: string;
  /** Of its addresses. */
  host: string;
  standing: 'verified' | 'unverified' | 'in_review' | 'suspended';
  /** Chance that somebody has connected it. */
  popularity: number;
  /** Of one connection, on a working day. */
  callsADay: number;
  /** The program that calls. */
  agent: string;
}

/** So long ago. */
export const SUSPENDED_DAYS = 20;

export const CAST_APPS: readonly CastApp[] = [
  {
    name: 'Pipeline Sync',
    description: 'keep your deals and your calendar in step',
    publisher: 'Northwind Software',
    host: 'pipeline-sync.example',
    standing: 'verified',
    popularity: 0.7,
    callsADay: 90,
    agent: 'node',
  },
  {
    name: 'Nightly Backup',
    description: 'keep a copy of your data each night',
    publisher: 'Safekeep B.V.',
    host: 'safekeep.example',
    standing: 'verified',
    popularity: 0.45,
    callsADay: 240,
    agent: 'Go-http-client',
  },
  {
    name: 'Chartroom',
    description: 'draw dashboards of your data',
    publisher: 'Chartroom GmbH',
    host: 'chartroom.example',
    standing: 'verified',
    popularity: 0.4,
    callsADay: 60,
    agent: 'python-requests',
  },
  {
    name: 'Letterbox',
    description: 'send letters to the people in your account',
    publisher: 'Letterbox SARL',
    host: 'letterbox.example',
    standing: 'unverified',
    popularity: 0.3,
    callsADay: 25,
    agent: 'GuzzleHttp',
  },
  {
    name: 'Invoice Robot',
    description: 'write invoices for you',
    publisher: 'Tally & Sons',
    host: 'invoice-robot.example',
    standing: 'unverified',
    popularity: 0.25,
    callsADay: 40,
    agent: 'okhttp',
  },
  {
    name: 'Old Importer',
    description: 'import addresses from spreadsheets',
    publisher: 'Importware',
    host: 'importware.example',
    standing: 'suspended',
    popularity: 0.15,
    callsADay: 10,
    agent: 'Faraday',
  },
  {
    name: 'Campaign Buddy',
    description: 'plan your campaigns with you',
    publisher: 'Buddy Labs',
    host: 'buddy.example',
    standing: 'in_review',
    popularity: 0,
    callsADay: 0,
    agent: 'node',
  },
  {
    // The capital I instead of an l is what the inbox warns of (S-J5).
    name: 'Database AnaIyzer',
    description: 'analyze your database',
    publisher: 'Analyzer Labs Support',
    host: 'analyzer-labs-login.example',
    standing: 'in_review',
    popularity: 0,
    callsADay: 0,
    agent: 'curl',
  },
];

/** The app that the demo runs, as it is among others. */
export const ANALYZER_APP: CastApp = {
  name: 'Database Analyzer',
  description: 'analyze your database',
  publisher: 'Analyzer Labs',
  host: 'analyzer.example',
  standing: 'verified',
  popularity: 0.6,
  callsADay: 35,
  agent: 'node',
};

/** Many people say yes to it within minutes: what consent phishing looks like. */
export const PHISHING_APP: CastApp = {
  name: 'Free Bonus Points',
  description: 'give you bonus points',
  publisher: 'Bonus Points',
  host: 'bonus-points.example',
  standing: 'unverified',
  popularity: 0,
  callsADay: 0,
  agent: 'curl',
};

export const CAST_ACCOUNTS: Readonly<Record<string, readonly string[]>> = {
  Acme: ['Grace Hopper', 'Zoë Achterberg', 'Miguel Álvarez', 'Priya Raman', 'Jonas Müller', 'Aoife Byrne'],
  Globex: ['Élodie Martin', 'Kwame Mensah', 'Sara Lindqvist', 'Tomasz Nowak', 'Leila Haddad'],
  Initech: ['李伟', 'Hanna Virtanen', 'Marco Rossi', 'Olu Adeyemi', 'Ingrid Berg', 'Dmitri Sokolov'],
  Vandelay: ['Yuki Tanaka', 'Carla Souza', 'Noah van Dijk', 'Fatima Zahra', 'Ben Okafor'],
};
