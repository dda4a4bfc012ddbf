/** Who wrote a note, by id: the name beside it is what goes when the person is erased (S-U7). */
import type { Migration } from './migration.ts';

export const authors: Migration = {
  version: 18,
  name: 'authors',
  statements: ({ text }) => [`ALTER TABLE app_notes ADD COLUMN actor ${text} NOT NULL DEFAULT ''`],
};
