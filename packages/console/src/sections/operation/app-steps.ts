/** What may be done about an app now, and how each step is asked for. */
import {
  approveCatalogueApp,
  askForChanges,
  createLink,
  refuseCatalogueApp,
  resumeCatalogueApp,
  suspendCatalogueApp,
  tellDeveloper,
  verifyCatalogueApp,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';
import type { AppDetail } from './app-queries.ts';

export type Step =
  'approve' | 'ask' | 'refuse' | 'verify' | 'unverify' | 'tell' | 'link' | 'suspend' | 'resume';

/** They end something, or stop it. */
export const ENDING: ReadonlySet<Step> = new Set(['refuse', 'suspend', 'unverify']);

export function stepsOf({ app, type, secrets }: AppDetail): Step[] {
  if (app.status === 'suspended') return ['resume', 'tell'];
  if (app.status === 'in_review') return ['approve', 'ask', 'refuse', 'tell', 'suspend'];
  const badge: Step = app.verified ? 'unverify' : 'verify';
  const approved = app.status === 'approved';
  return [
    ...(approved ? [badge] : []),
    'tell',
    ...(approved && type === 'confidential' && secrets < 2 ? (['link'] as const) : []),
    'suspend',
  ];
}

/** @returns the one-time link that came of it, if any. */
export async function take(step: Step, appId: string, text: string): Promise<string | null> {
  const ids = { appId };
  const body = { text };
  switch (step) {
    case 'approve':
      return (await call(approveCatalogueApp, { ids, body })).link;
    case 'link':
      return (await call(createLink, { ids })).link;
    case 'verify':
    case 'unverify':
      await call(verifyCatalogueApp, { ids, body: { verified: step === 'verify', reason: text } });
      return null;
    default:
      await call(TOLD[step], { ids, body });
      return null;
  }
}

const TOLD = {
  ask: askForChanges,
  refuse: refuseCatalogueApp,
  suspend: suspendCatalogueApp,
  resume: resumeCatalogueApp,
  tell: tellDeveloper,
} as const;
