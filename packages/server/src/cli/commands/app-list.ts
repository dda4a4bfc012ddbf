/** `valetkey app list` */
import type { AppStatus } from '../../store/rows.ts';
import type { AppFilter } from '../../store/store.ts';
import { defineCommand } from '../command.ts';
import { describeApp } from '../describe-app.ts';
import { UsageError } from '../failures.ts';
import { getProviderFilter } from '../find.ts';
import { renderTable } from '../text-table.ts';
import { parseCount } from '../times.ts';
import { withCore } from '../workspace.ts';

const STATES: readonly AppStatus[] = ['draft', 'in_review', 'approved', 'suspended'];

export const appList = defineCommand({
  name: 'app list',
  summary: 'Registered apps, newest first',
  options: {
    provider: { type: 'text', value: 'slug', description: 'Of this provider only' },
    state: { type: 'text', value: 'state', description: `One of: ${STATES.join(', ')}` },
    verified: { type: 'text', value: 'yes|no', description: 'Whether somebody has looked at the publisher' },
    search: {
      type: 'text',
      description: 'Part of the name, the publisher, the owner’s address or the client_id',
    },
    after: { type: 'text', value: 'client_id', description: 'The page after this app' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 1000)' },
  },
  examples: ['valetkey app list --state in_review', 'valetkey app list --search robot --verified no'],
  async run(context) {
    const filter = readFilter(context.values);
    await withCore(context, async core => {
      const provider = getProviderFilter(core, context.values.provider);
      const apps = await core.store.searchApps({ ...provider, ...filter });
      const table = renderTable(
        ['client_id', 'provider', 'status', 'verified', 'name', 'publisher'],
        apps.map(app => [
          app.id,
          app.provider,
          app.status,
          app.verified ? 'yes' : 'no',
          app.name,
          app.publisher,
        ]),
      );
      const more = apps.length === filter.limit ? `\n\nMore: --after ${apps.at(-1)!.id}` : '';
      context.answer(apps.map(describeApp), table + more);
    });
  },
});

function readFilter({
  state,
  verified,
  search,
  after,
  limit,
}: Record<'state' | 'verified' | 'search' | 'after' | 'limit', string | undefined>): AppFilter {
  const status = STATES.find(one => one === state);
  if (state !== undefined && status === undefined)
    throw new UsageError(`--state: write one of ${STATES.join(', ')}, not "${state}".`);
  if (verified !== undefined && verified !== 'yes' && verified !== 'no')
    throw new UsageError(`--verified: write yes or no, not "${verified}".`);
  return {
    limit: parseCount(limit, '--limit', 1000, 10_000),
    ...(status === undefined ? {} : { status }),
    ...(verified === undefined ? {} : { verified: verified === 'yes' }),
    ...(search === undefined ? {} : { search }),
    ...(after === undefined ? {} : { after }),
  };
}
