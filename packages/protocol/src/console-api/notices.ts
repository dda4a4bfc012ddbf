/** What somebody is told of things that an administrator did: they stand above Active Integrations until dismissed. */
import { operation } from './operation.ts';
import { flag, id, integer, list, object, oneOf, text, time } from './schema.ts';

const notice = object({
  id,
  kind: oneOf('access_revoked', 'access_ended', 'access_blocked', 'request_approved', 'request_refused'),
  account: object({ id, name: text() }),
  /** Of the first apps and keys it is about. */
  names: list(text()),
  /** Of all of them. */
  count: integer(),
  by: object({ kind: oneOf('administrator', 'provider', 'system'), name: text() }),
  reason: text(),
  at: time,
});

export const listNotices = operation({
  name: 'notices.list',
  summary: 'What administrators did to one’s own access, until it is dismissed',
  method: 'GET',
  path: '/notices',
  role: 'user',
  command: 'user notices',
  answer: object({ items: list(notice) }),
});

export const dismissNotice = operation({
  name: 'notices.dismiss',
  summary: 'Put a notice away: it was read',
  method: 'POST',
  path: '/notices/:noticeId/dismiss',
  role: 'user',
  command: { none: 'only whoever is told can say that they have read it' },
  answer: object({ dismissed: flag }),
});
