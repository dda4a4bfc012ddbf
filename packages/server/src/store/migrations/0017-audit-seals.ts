/** Seals over the events (S-U5): each states what stood between it and the one before, under a key that is not in the database. */
import type { Migration } from './migration.ts';

export const auditSeals: Migration = {
  version: 17,
  name: 'audit seals',
  statements: ({ text, clustered }) => [
    // trimmed: the proof that the events up to here went by their retention, and not by somebody's hand.
    `CREATE TABLE audit_seals (
      number BIGINT NOT NULL PRIMARY KEY, through_seq BIGINT NOT NULL, events BIGINT NOT NULL, newest_at BIGINT NOT NULL,
      sealed_at BIGINT NOT NULL, digest ${text} NOT NULL, mac ${text} NOT NULL, trimmed ${text})${clustered}`,
    'CREATE INDEX audit_seals_trimmed ON audit_seals (number) WHERE trimmed IS NOT NULL',
  ],
};
