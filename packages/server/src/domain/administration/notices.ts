/** What somebody is told of things that an administrator did to their access. */
import type { Account, NoticeRow } from '../../store/rows.ts';
import type { Core } from '../core.ts';
import { Names, type Actor } from './names.ts';

const SHOWN = 20;

export interface Notice {
  row: NoticeRow;
  account: Account;
  actor: Actor;
}

export async function listNotices(core: Core, userId: string): Promise<Notice[]> {
  const names = new Names(core);
  const rows = await core.store.listNotices(userId, SHOWN);
  return await Promise.all(
    rows.map(async row => ({
      row,
      account: (await core.store.findAccount(row.accountId))!,
      actor: await names.actor(row.actor),
    })),
  );
}
