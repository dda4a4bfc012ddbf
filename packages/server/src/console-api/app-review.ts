/** On the way to everybody: what is missing, what was said, handing in and taking back (R12, R13). */
import * as operations from '@valetkey/protocol/console-api';
import {
  addNote,
  listReviewPoints,
  submitApp,
  takeAppBack,
  type NoteAuthor,
} from '../domain/developers/review.ts';
import type { AppNote } from '../store/rows.ts';
import { shownStatus } from './apps.ts';
import type { Call } from './call.ts';
import { appToChange, ownApp } from './owned.ts';
import { route, type Route } from './route.ts';

const PAGE = 25;

export const appReviewRoutes: readonly Route[] = [
  route(operations.readReview, {
    owned: ownApp,
    handle: async ({ core, provider }, { object: { app } }) => {
      const notes = await core.store.listAppNotes({ appId: app.id, limit: PAGE });
      const decided = notes.find(({ kind }) => kind !== 'message' && kind !== 'changed');
      return {
        status: shownStatus(app),
        points: await listReviewPoints(core, provider, app),
        changesAsked: app.status === 'draft' && decided?.kind === 'changes_asked',
      };
    },
  }),
  route(operations.listNotes, {
    owned: ownApp,
    handle: async ({ core }, { object: { app }, query: { before } }) => {
      const filter = { appId: app.id, limit: PAGE + 1, ...(before === undefined ? {} : { before }) };
      const found = await core.store.listAppNotes(filter);
      const items = found.slice(0, PAGE);
      return { items: items.map(noteOnWire), next: found.length > PAGE ? items.at(-1)!.id : null };
    },
  }),
  route(operations.addNote, {
    owned: appToChange,
    handle: async (call, { object: { app }, body: { text } }) => {
      await addNote(call.core, app, { kind: 'message', text }, authorOf(call));
      return {};
    },
  }),
  route(operations.openApp, {
    owned: appToChange,
    handle: async (call, { object: { app }, body: { message } }) => {
      const { core, provider } = call;
      return { status: shownStatus(await submitApp(core, provider, app, message, authorOf(call))) };
    },
  }),
  route(operations.closeApp, {
    owned: appToChange,
    handle: async ({ core, provider, act }, { object: { app } }) => ({
      status: shownStatus(await takeAppBack(core, provider, app, act.actor)),
    }),
  }),
];

function authorOf({ user, act }: Call): NoteAuthor {
  return { actor: act.actor, name: user.name, byStaff: false };
}

function noteOnWire({ id, kind, author, byStaff, text, createdAt }: AppNote) {
  return { id, kind, author, byStaff, text, at: createdAt };
}
