/** `valetkey app people`, `app invite` and `app remove-person` */
import { inviteToApp } from '../../domain/developers/people.ts';
import { nowSeconds } from '../../domain/clock.ts';
import { normaliseEmail } from '../../domain/people.ts';
import { defineCommand } from '../command.ts';
import { CommandError, UsageError } from '../failures.ts';
import { getApp } from '../find.ts';
import { operatorAct, OPERATOR } from '../operator.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

const ROLES = ['owner', 'developer', 'viewer', 'tester'] as const;
const APP = { name: 'client_id', description: 'of the app' };

export const appPeople = defineCommand({
  name: 'app people',
  summary: 'Who works on an app or tries it, and who was asked to',
  arguments: [APP],
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      const members = await core.store.listAppMembers(app.id);
      const open = await core.store.listAppInvitations({ appId: app.id }, nowSeconds(core.clock));
      const rows = [
        ...members.map(({ member, user }) => ({ email: user.email, role: member.role, state: 'member' })),
        ...open.map(({ invitation: { email, role, expiresAt } }) => ({
          email,
          role,
          state: `asked, until ${showTime(expiresAt)}`,
        })),
      ];
      context.answer(
        rows,
        renderTable(
          ['address', 'role', 'state'],
          rows.map(row => [row.email, row.role, row.state]),
        ),
      );
    });
  },
});

export const appInvite = defineCommand({
  name: 'app invite',
  summary: 'Ask somebody in the owner’s name to join an app, or (role owner) to take it over',
  arguments: [APP, { name: 'email', description: 'of the person, at the provider' }],
  options: {
    role: { type: 'text', required: true, value: 'role', description: 'owner, developer, viewer or tester' },
  },
  async run(context) {
    const [clientId = '', email = ''] = context.arguments;
    const role = ROLES.find(known => known === context.values.role);
    if (!role) throw new UsageError(`--role: write one of ${ROLES.join(', ')}.`);
    await withCore(context, async core => {
      const app = await getApp(core, clientId);
      const members = await core.store.listAppMembers(app.id);
      const owner = members.find(({ member }) => member.role === 'owner')?.user;
      if (!owner)
        throw new CommandError(
          `${app.name} has no owner yet: ${app.ownerEmail} never signed in to the console.`,
        );
      const { id, email: asked } = await inviteToApp(core, app, { email, role }, owner, OPERATOR);
      context.answer(
        { invitation_id: id, client_id: app.id, email: asked, role },
        `${asked} finds the question in the console, for 14 days.`,
      );
    });
  },
});

export const appRemovePerson = defineCommand({
  name: 'app remove-person',
  summary: 'Take somebody off an app, or take a question back that was not answered',
  arguments: [APP, { name: 'email', description: 'of the person' }],
  async run(context) {
    const [clientId = '', given = ''] = context.arguments;
    const email = normaliseEmail(given);
    await withCore(context, async core => {
      const act = operatorAct(core);
      const app = await getApp(core, clientId);
      const member = (await core.store.listAppMembers(app.id)).find(({ user }) => user.email === email);
      const open = await core.store.listAppInvitations({ appId: app.id }, act.now);
      const asked = open.find(({ invitation }) => invitation.email === email)?.invitation;
      const removed = member !== undefined && (await core.store.removeAppMember(app.id, member.user.id, act));
      const withdrawn = asked !== undefined && (await core.store.endAppInvitation(asked.id, null, act));
      if (!removed && !withdrawn)
        throw new CommandError(
          `${email} is none of the people of ${app.name} that can be removed. The owner stays: hand it over first.`,
        );
      context.answer(
        { client_id: app.id, email, removed: true },
        `${email} has nothing to do with ${app.name} now.`,
      );
    });
  },
});
