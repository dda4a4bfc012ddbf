/** Who works on an app or tries it; invitations, and handing an app over. */
import { OAuthError, say } from '@valetkey/protocol';
import * as operations from '@valetkey/protocol/console-api';
import { inviteToApp } from '../domain/developers/people.ts';
import { appInvitation, appPerson, appToOwn, ownApp, ownInvitation } from './owned.ts';
import { route, type Route } from './route.ts';

export const appPeopleRoutes: readonly Route[] = [
  route(operations.listPeople, {
    owned: ownApp,
    handle: async ({ core, now }, { object: { app } }) => {
      const [members, open] = await Promise.all([
        core.store.listAppMembers(app.id),
        core.store.listAppInvitations({ appId: app.id }, now),
      ]);
      return {
        members: members.map(({ member, user: { id, name, email } }) => ({
          id,
          name,
          email,
          role: member.role,
          since: member.createdAt,
        })),
        invitations: open.map(({ invitation: { id, email, role, createdAt, expiresAt } }) => ({
          id,
          email,
          role,
          at: createdAt,
          endsAt: expiresAt,
        })),
      };
    },
  }),
  route(operations.invitePerson, {
    owned: appToOwn,
    handle: async ({ core, user, act }, { object: { app }, body }) => {
      await inviteToApp(core, app, body, user, act.actor);
      return {};
    },
  }),
  route(operations.removePerson, {
    owned: appPerson,
    handle: async ({ core, act }, { object: { app, person } }) => {
      if (!(await core.store.removeAppMember(app.id, person.id, act)))
        throw new OAuthError('invalid_request', say('owner_stays'));
      return {};
    },
  }),
  route(operations.withdrawInvitation, {
    owned: appInvitation,
    handle: async ({ core, act }, { object: { id } }) => {
      await core.store.endAppInvitation(id, null, act);
      return {};
    },
  }),
  route(operations.listInvitations, {
    handle: async ({ core, provider, user, now }) => {
      const open = await core.store.listAppInvitations({ provider: provider.slug, email: user.email }, now);
      return {
        invitations: open.map(({ invitation: { id, role, createdAt, expiresAt }, app, invitedBy }) => ({
          id,
          role,
          app: { name: app.name, publisher: app.publisher },
          by: { name: invitedBy.name, email: invitedBy.email },
          at: createdAt,
          endsAt: expiresAt,
        })),
      };
    },
  }),
  route(operations.answerInvitation, {
    owned: ownInvitation,
    handle: async ({ core, user, act }, { object: { id }, body: { answer } }) => {
      if (!(await core.store.endAppInvitation(id, answer === 'yes' ? user : null, act)))
        throw new OAuthError('not_found', say('question_closed'));
      return {};
    },
  }),
];
