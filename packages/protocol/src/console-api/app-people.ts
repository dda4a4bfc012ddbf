/** Who works on an app, who tries it before it is open to everybody, and handing it over. */
import { operation } from './operation.ts';
import { id, list, object, oneOf, text, time } from './schema.ts';

export const APP_ROLES = ['owner', 'developer', 'viewer', 'tester'] as const;
const email = text({ min: 3, max: 254, pattern: /^[^\s@]+@[^\s@]+$/, format: 'email' });

export const listPeople = operation({
  name: 'people.list',
  summary: 'Who works on an app or tries it, and who was asked to',
  method: 'GET',
  path: '/apps/:appId/people',
  role: 'user',
  command: 'app people',
  answer: object({
    members: list(object({ id, name: text(), email: text(), role: oneOf(...APP_ROLES), since: time })),
    invitations: list(object({ id, email: text(), role: oneOf(...APP_ROLES), at: time, endsAt: time })),
  }),
});

/** Whether anybody has the address is not told: the question waits for who signs in with it. */
export const invitePerson = operation({
  name: 'people.invite',
  summary: 'Ask somebody to work on an app, to try it, or (role owner) to take it over',
  method: 'POST',
  path: '/apps/:appId/people',
  role: 'user',
  command: 'app invite',
  recentSignIn: true,
  body: object({ email, role: oneOf(...APP_ROLES) }),
});

export const removePerson = operation({
  name: 'people.remove',
  summary: 'Take somebody off an app; oneself, too, unless one owns it',
  method: 'POST',
  path: '/apps/:appId/people/:userId/remove',
  role: 'user',
  command: 'app remove-person',
});

export const withdrawInvitation = operation({
  name: 'people.withdraw',
  summary: 'Take back a question that was not answered yet',
  method: 'POST',
  path: '/apps/:appId/invitations/:invitationId/withdraw',
  role: 'user',
  command: 'app remove-person',
});

export const listInvitations = operation({
  name: 'invitations.list',
  summary: 'Apps whoever is signed in is asked to join or to take over',
  method: 'GET',
  path: '/invitations',
  role: 'user',
  command: 'app people',
  answer: object({
    invitations: list(
      object({
        id,
        role: oneOf(...APP_ROLES),
        app: object({ name: text(), publisher: text() }),
        by: object({ name: text(), email: text() }),
        at: time,
        endsAt: time,
      }),
    ),
  }),
});

export const answerInvitation = operation({
  name: 'invitations.answer',
  summary: 'Join an app or take it over, or say no',
  method: 'POST',
  path: '/invitations/:invitationId/answer',
  role: 'user',
  command: { none: 'only the person who was asked can answer' },
  body: object({ answer: oneOf('yes', 'no') }),
});
