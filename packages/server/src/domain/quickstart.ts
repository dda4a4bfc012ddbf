/** What a quickstart of an app is filled in with: the same for command and console. */
import {
  NOTES,
  notesFor,
  quickstartsFor,
  type Quickstart,
  type QuickstartApp,
  type QuickstartFile,
  type QuickstartNote,
} from '@valetkey/protocol/quickstart';
import type { App } from '../store/rows.ts';
import type { Provider } from './providers.ts';

export interface WrittenQuickstart {
  language: string;
  title: string;
  library: string;
  dead: { name: string; successor: string } | null;
  install: readonly string[];
  run: readonly string[];
  files: readonly QuickstartFile[];
  notes: readonly QuickstartNote[];
}

/** Null: an app without a redirect URI sends nobody anywhere, and has nothing to begin with. */
export function quickstartApp(
  provider: Provider,
  app: App,
  redirectUri = app.redirectUris[0],
): QuickstartApp | null {
  if (redirectUri === undefined || !app.redirectUris.includes(redirectUri)) return null;
  return {
    profile: provider.profile,
    issuer: provider.issuer,
    clientId: app.id,
    redirectUri,
    scopes: app.scopes,
    isPublic: app.type === 'public',
    refreshes: provider.profile.token.refresh !== 'none' && app.grants.includes('refresh_token'),
    callUrl: provider.config.firstCallUrl ?? null,
  };
}

/** Null: there is none in that language, or none for such an app. */
export function writeQuickstart(app: QuickstartApp, language: string): WrittenQuickstart | null {
  const quickstart = quickstartsFor(app).find(one => one.language === language);
  return quickstart === undefined ? null : write(app, quickstart);
}

function write(app: QuickstartApp, quickstart: Quickstart): WrittenQuickstart {
  const { language, title, library, dead = null } = quickstart;
  return {
    language,
    title,
    library,
    dead,
    install: quickstart.install(app),
    run: quickstart.run(app),
    files: quickstart.files(app),
    notes: notesFor(app),
  };
}

export function noteTexts(notes: readonly QuickstartNote[]): string[] {
  return notes.map(note => NOTES[note]);
}
