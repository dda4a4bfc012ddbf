/** `valetkey events`: the audit log. */
import type { Core } from '../../domain/core.ts';
import type { EventRow } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { untilSignal } from '../ending.ts';
import { getProviderFilter } from '../find.ts';
import { printable } from '../printable.ts';
import { parseCount } from '../times.ts';
import { withCore } from '../workspace.ts';

const POLL_MS = 300;
const PAGE = 500;

export const events = defineCommand({
  name: 'events',
  summary: 'What happened: registrations, consents, revocations, sign-ins',
  options: {
    provider: { type: 'text', value: 'slug', description: 'Of this provider only' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 50)' },
    follow: {
      type: 'flag',
      description: 'Go on as things happen, until Ctrl+C (with --json: one object a line)',
    },
  },
  async run(context) {
    const { values, json } = context;
    const limit = parseCount(values.limit, '--limit', 50, 1000);
    await withCore(context, async core => {
      const filter = getProviderFilter(core, values.provider);
      const last = await core.store.lastEventSeq();
      const recent = (await core.store.listRecentEvents({ ...filter, limit })).toReversed();
      if (!values.follow)
        return context.answer(
          recent.map(describeEvent),
          recent.map(renderEvent).join('\n') || 'Nothing yet.',
        );
      const print = (event: EventRow): void =>
        context.output.out(
          `${printable(json ? JSON.stringify(describeEvent(event)) : renderEvent(event))}\n`,
        );
      recent.forEach(print);
      await follow(core, filter, Math.max(last, recent.at(-1)?.seq ?? 0), print);
    });
  },
});

async function follow(
  core: Core,
  filter: { provider?: string },
  from: number,
  print: (event: EventRow) => void,
): Promise<void> {
  let after = from;
  const ended = untilSignal().then(() => true);
  const pause = (): Promise<false> => new Promise(resolve => setTimeout(() => resolve(false), POLL_MS));
  do {
    const page = await core.store.listEvents({ after, ...filter, limit: PAGE });
    page.forEach(print);
    after = page.at(-1)?.seq ?? after;
  } while (!(await Promise.race([ended, pause()])));
}

function describeEvent({
  seq,
  provider,
  type,
  at,
  actor,
  detail,
  ...ids
}: EventRow): Record<string, unknown> {
  const present = Object.entries(idsOf(ids)).filter(([, id]) => id !== null);
  return {
    seq,
    at: new Date(at).toISOString(),
    provider,
    type,
    actor,
    ...Object.fromEntries(present),
    detail,
  };
}

function idsOf(
  event: Pick<EventRow, 'appId' | 'userId' | 'accountId' | 'connectionId' | 'familyId' | 'apiKeyId'>,
): Record<string, string | null> {
  return {
    app: event.appId,
    user: event.userId,
    account: event.accountId,
    connection: event.connectionId,
    family: event.familyId,
    api_key: event.apiKeyId,
  };
}

function renderEvent(event: EventRow): string {
  const ids = Object.entries(idsOf(event)).filter(([, id]) => id !== null);
  const detail = Object.keys(event.detail).length > 0 ? [JSON.stringify(event.detail)] : [];
  return [
    new Date(event.at).toISOString(),
    (event.provider || '-').padEnd(10),
    event.type.padEnd(22),
    `by ${event.actor}`,
    ...ids.map(([name, id]) => `${name}=${id}`),
    ...detail,
  ].join('  ');
}
