/** docs/quickstart/: a page for each language, written from the same data as the console's and the command's. */
import { fileURLToPath } from 'node:url';
import { profiles } from '@valetkey/protocol';
import {
  NOTES,
  notesFor,
  quickstarts,
  type Quickstart,
  type QuickstartApp,
} from '@valetkey/protocol/quickstart';

export const QUICKSTART_PAGES = fileURLToPath(new URL('../../docs/quickstart/', import.meta.url));

/** As the demo on this machine has it. */
function exampleApp(name: keyof typeof profiles, isPublic = false): QuickstartApp {
  const profile = profiles[name];
  return {
    profile,
    issuer: `http://localhost:4000/${name}`,
    clientId: 'your-client-id',
    redirectUri: isPublic ? 'com.example.app:/callback' : 'http://localhost:3000/callback',
    scopes: ['people:read'],
    isPublic,
    refreshes: profile.token.refresh !== 'none',
    callUrl: `http://localhost:4001/${name}/me`,
  };
}

/** By the name of the file. */
export function renderPages(): ReadonlyMap<string, string> {
  const pages = Object.values(quickstarts).map(
    quickstart => [`${quickstart.language}.md`, renderPage(quickstart)] as const,
  );
  return new Map([['README.md', renderIndex()], ...pages]);
}

function renderPage(quickstart: Quickstart): string {
  const app = exampleApp('standard', quickstart.language === 'swift');
  const { title, library, dead } = quickstart;
  return [
    `# Quickstart: ${title}`,
    '',
    `From nothing to the first call with **${library}**, against the demo (\`npm start\`) and its provider \`standard\`.`,
    ...(dead ? [`${dead.name} is no longer maintained. Its successor: ${dead.successor}.`] : []),
    'Filled in with your own app’s values: Developer Settings → your app → Quickstart, or',
    '',
    '```',
    `valetkey quickstart <client_id> --language ${quickstart.language}`,
    '```',
    '',
    ...quickstart
      .files(app)
      .flatMap(({ name, text }) => [`\`${name}\``, '', '```', text.trimEnd(), '```', '']),
    ...commands([...quickstart.install(app), ...quickstart.run(app)]),
    ...notesFor(app).map(note => `- ${NOTES[note]}`),
    '',
  ].join('\n');
}

function commands(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['```', ...lines, '```', ''];
}

function renderIndex(): string {
  const rows = Object.values(quickstarts).map(
    ({ language, title, library, dead }) =>
      `| [${title}](${language}.md) | ${library} | ${dead ? `${dead.name} → ${dead.successor}` : ''} |`,
  );
  const standard = notesFor(exampleApp('standard'));
  const special = (Object.keys(profiles) as (keyof typeof profiles)[]).flatMap(name => {
    const own = notesFor(exampleApp(name)).filter(note => !standard.includes(note));
    return own.length === 0 ? [] : [`- \`${name}\`: ${own.map(note => NOTES[note]).join(' ')}`];
  });
  return [
    '# Quickstarts',
    '',
    'One short, whole program for each language: connect an account, call the API, refresh where there is a refresh token. Written by `npm run tables`;',
    '`tests/quickstarts/` runs them against a real server (curl and Node.js on all six profiles, the others on two or three) and parses PHP, C# and Swift.',
    '',
    '| language | library | no longer maintained → successor |',
    '|---|---|---|',
    ...rows,
    '',
    'What is different from `standard`:',
    '',
    ...special,
    '',
    'More of the flow: [the demo’s tour](../guides/run.md), [errors](../errors.md), [glossary](../glossary.md).',
    '',
  ].join('\n');
}
