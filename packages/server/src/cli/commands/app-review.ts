/** `valetkey app review`, `app submit` and `app take-back` */
import { listReviewPoints, submitApp, takeAppBack } from '../../domain/developers/review.ts';
import { defineCommand } from '../command.ts';
import { describeApp } from '../describe-app.ts';
import { getApp, getProviderOf } from '../find.ts';
import { OPERATOR } from '../operator.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

const APP = { name: 'client_id', description: 'of the app' };
const STAFF = { actor: OPERATOR, name: 'Staff', byStaff: true };
const NOTES = 50;

export const appReview = defineCommand({
  name: 'app review',
  summary: 'How far an app is on its way to everybody, what is missing, and what was said',
  arguments: [APP],
  async run(context) {
    await withCore(context, async core => {
      const app = await getApp(core, context.arguments[0]!);
      const points = await listReviewPoints(core, getProviderOf(core, app), app);
      const steps = await core.store.findAppProgress(app.id);
      const notes = await core.store.listAppNotes({ appId: app.id, limit: NOTES });
      const rows = points.map(({ name, done, needed }) => [
        name,
        done ? 'yes' : 'no',
        needed ? 'needed' : 'advised',
      ]);
      const said = notes.map(note => [showTime(note.createdAt), note.kind, note.author, note.text]);
      context.answer(
        { status: app.status, points, steps, notes },
        [
          `${app.name}: ${app.status}`,
          renderTable(['point', 'done', ''], rows),
          ...(said.length === 0 ? [] : [renderTable(['when', 'what', 'who', 'text'], said)]),
        ].join('\n\n'),
      );
    });
  },
});

export const appSubmit = defineCommand({
  name: 'app submit',
  summary: 'Open an app to everybody, or hand it in for review where the provider approves',
  arguments: [APP],
  options: { message: { type: 'text', description: 'For the reviewers' } },
  async run(context) {
    await withCore(context, async core => {
      const found = await getApp(core, context.arguments[0]!);
      const provider = getProviderOf(core, found);
      const app = await submitApp(core, provider, found, context.values.message ?? '', STAFF);
      context.answer(describeApp(app), `${app.name} is ${app.status}.`);
    });
  },
});

export const appTakeBack = defineCommand({
  name: 'app take-back',
  summary: 'Back to development: nobody new can connect the app but its own people',
  arguments: [APP],
  async run(context) {
    await withCore(context, async core => {
      const found = await getApp(core, context.arguments[0]!);
      const app = await takeAppBack(core, getProviderOf(core, found), found, OPERATOR);
      context.answer(describeApp(app), `${app.name} is in development.`);
    });
  },
});
