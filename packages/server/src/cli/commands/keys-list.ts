/** `valetkey keys list`: the key ring. Names and times only; the keys themselves never leave it. */
import { nowSeconds } from '../../domain/clock.ts';
import type { KeyRow } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { renderTable } from '../text-table.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const keysList = defineCommand({
  name: 'keys list',
  summary: 'The keys that tokens and hashes are made with',
  async run(context) {
    await withCore(context, async core => {
      const now = nowSeconds(core.clock);
      const rows = await core.store.listKeys();
      context.answer(
        rows.map(row => ({
          id: row.id,
          use: row.use,
          state: stateOf(row, now),
          created_at: row.createdAt,
          active_at: row.activeAt,
          revoked_at: row.revokedAt,
        })),
        renderTable(
          ['id', 'use', 'state', 'created', 'active from'],
          rows.map(row => [
            row.id,
            row.use,
            stateOf(row, now),
            showTime(row.createdAt),
            showTime(row.activeAt),
          ]),
        ),
      );
    });
  },
});

function stateOf({ revokedAt, activeAt }: KeyRow, now: number): 'revoked' | 'active' | 'soon active' {
  if (revokedAt !== null) return 'revoked';
  return activeAt <= now ? 'active' : 'soon active';
}
