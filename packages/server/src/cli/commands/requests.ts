/** `valetkey requests`: an app's own request log, as its developer sees it. */
import type { RequestLogEntry } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { getApp } from '../find.ts';
import { parseCount } from '../times.ts';
import { withCore } from '../workspace.ts';

const NOTHING =
  'Nothing is logged. An entry shows up within a second and stays for 30 days. Of calls to the API only dead tokens are here; ' +
  'the request id of another answer of the API is found in the log of the API.';

export const requests = defineCommand({
  name: 'requests',
  summary: 'What an app asked for, what came of it, and what to do',
  options: {
    app: { type: 'text', value: 'client_id', required: true, description: 'Of this app' },
    'request-id': { type: 'text', value: 'id', description: 'This one only: the X-Request-Id of an answer' },
    limit: { type: 'text', value: 'number', description: 'How many (default: 50)' },
  },
  async run(context) {
    const { values } = context;
    const limit = parseCount(values.limit, '--limit', 50, 500);
    await withCore(context, async core => {
      const app = await getApp(core, values.app);
      const requestId = values['request-id'];
      const entries = await core.store.listRequestLog({
        appId: app.id,
        ...(requestId === undefined ? {} : { requestId }),
        limit,
      });
      context.answer(entries.map(describeEntry), entries.map(renderEntry).join('\n') || NOTHING);
    });
  },
});

function describeEntry(entry: RequestLogEntry): Record<string, unknown> {
  return {
    request_id: entry.requestId,
    at: new Date(entry.at).toISOString(),
    endpoint: entry.endpoint,
    outcome: entry.outcome,
    code: entry.code,
    reason: entry.reason,
  };
}

function renderEntry(entry: RequestLogEntry): string {
  const outcome = entry.code === null ? entry.outcome : `${entry.outcome} (${entry.code})`;
  return `${new Date(entry.at).toISOString()}  ${entry.requestId}  ${entry.endpoint}  ${outcome}  ${entry.reason}`;
}
