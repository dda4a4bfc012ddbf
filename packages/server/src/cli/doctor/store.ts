/** What can be said only with the store open: master key, writing, clock, rows. */
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { type Check, ok, fail, warn } from './check.ts';

/** A commit of this program is older than every right clock. */
const EARLIEST = Date.UTC(2026, 0, 1) / 1000;
const TOLERATED_SECONDS = 60;

export async function checkStore(core: Core): Promise<Check[]> {
  return [await checkWriting(core), await checkClock(core), await countRows(core)];
}

async function checkWriting(core: Core): Promise<Check> {
  try {
    await core.store.ping();
    return ok('writing', 'the database takes writes');
  } catch (error) {
    return fail('writing', (error as Error).message, 'Check free space and who owns the data directory.');
  }
}

/** A clock that runs behind the last event would let ended codes and tokens live again. */
async function checkClock(core: Core): Promise<Check> {
  const now = nowSeconds(core.clock);
  const [last] = await core.store.listRecentEvents({ limit: 1 });
  const ahead = last ? Math.floor(last.at / 1000) - now : 0;
  if (now < EARLIEST || ahead > TOLERATED_SECONDS)
    return fail(
      'clock',
      `it says ${new Date(now * 1000).toISOString()}${ahead > 0 ? `, ${ahead} s before the last event` : ''}`,
      'Set the clock (NTP): codes and tokens end by it.',
    );
  return ok('clock', new Date(now * 1000).toISOString());
}

async function countRows(core: Core): Promise<Check> {
  const rows = Object.entries(await core.store.countRows());
  const text = rows.map(([table, count]) => `${table} ${count}`).join(', ');
  return rows.length > 0 ? ok('rows', text) : warn('rows', 'no tables', 'Start the server once.');
}
