/** How an app becomes open to everybody (screen 18): by its developer, or by the provider's approval. */
import { APP_STATUSES } from './apps.ts';
import { operation, page } from './operation.ts';
import { flag, id, list, object, oneOf, optional, text, time } from './schema.ts';

export const NOTE_KINDS = [
  'message',
  'submitted',
  'changed',
  'changes_asked',
  'approved',
  'refused',
  'suspended',
  'resumed',
] as const;

export const REVIEW_POINTS = [
  'redirect_uri',
  'scope_reasons',
  'homepage',
  'privacy',
  'logo',
  'tried',
] as const;

export const appNote = object({
  id,
  kind: oneOf(...NOTE_KINDS),
  author: text(),
  byStaff: flag,
  text: text(),
  at: time,
});

export const readReview = operation({
  name: 'review.read',
  summary: 'How far an app is on its way to everybody, and what is missing',
  method: 'GET',
  path: '/apps/:appId/review',
  role: 'user',
  command: 'app review',
  answer: object({
    status: oneOf(...APP_STATUSES),
    points: list(object({ name: oneOf(...REVIEW_POINTS), done: flag, needed: flag })),
    /** The last word of the staff is a request for changes. */
    changesAsked: flag,
  }),
});

export const listNotes = operation({
  name: 'review.notes',
  summary: 'What developers and reviewers said about an app, newest first',
  method: 'GET',
  path: '/apps/:appId/notes',
  role: 'user',
  command: 'app review',
  query: object({ before: optional(id) }),
  answer: page(appNote),
});

export const addNote = operation({
  name: 'review.say',
  summary: 'Write to the reviewers of an app',
  method: 'POST',
  path: '/apps/:appId/notes',
  role: 'user',
  command: 'app tell',
  body: object({ text: text({ min: 1, max: 2000 }) }),
});

export const openApp = operation({
  name: 'review.submit',
  summary: 'Open an app to everybody, or hand it in for review where the provider approves',
  method: 'POST',
  path: '/apps/:appId/submit',
  role: 'user',
  command: 'app submit',
  body: object({ message: text({ max: 2000 }) }),
  answer: object({ status: oneOf(...APP_STATUSES) }),
});

export const closeApp = operation({
  name: 'review.takeBack',
  summary: 'Back to development: nobody new can connect the app but its own people',
  method: 'POST',
  path: '/apps/:appId/take-back',
  role: 'user',
  command: 'app take-back',
  answer: object({ status: oneOf(...APP_STATUSES) }),
});
