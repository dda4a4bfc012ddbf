/**
 * Outages: disk full, file-size limit, directory read-only, database locked by somebody else, pages corrupted, wrong master key, a
 * schema half there. One clear sentence, no wrong answer; 503 with Retry-After while it lasts; and it recovers by itself where it can.
 */
import type { Finding, Harness, Trial } from './harness.ts';
import { inLanes } from './harness.ts';
import { failingSync, fileSizeLimit, fullDisk, fullTmpfs, lockedByAnother } from './outages-running.ts';
import {
  corruptHeader,
  corruptPages,
  halfMigration,
  newerSchema,
  readOnlyDirectory,
  wrongMasterKey,
} from './outages-starting.ts';

export interface Outage {
  violations: string[];
  /** It could not be tried here, because. */
  notTried?: string;
}

type Scenario = (trial: Trial) => Promise<Outage>;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'locked by another process for 10 s': lockedByAnother,
  'no space left (ENOSPC at every write)': fullDisk,
  'a sync that fails (EIO)': failingSync,
  'full file system (tmpfs)': fullTmpfs,
  'file-size limit (EFBIG)': fileSizeLimit,
  'read-only directory': readOnlyDirectory,
  'wrong master key': wrongMasterKey,
  'corrupt first page': corruptHeader,
  'corrupt pages': corruptPages,
  'half a migration': halfMigration,
  'schema of a newer version': newerSchema,
};

export const outages: Harness = {
  name: 'outages: one clear sentence and no wrong answer',
  guards: ['a store that fails is 503', 'the wrong key opens nothing'],
  controlRuns: 1,
  async run(trial: Trial): Promise<Finding> {
    const figures: Record<string, string> = {};
    const violations: string[] = [];
    await inLanes(Object.entries(SCENARIOS), 3, async ([name, scenario]) => {
      const outage = await scenario(trial);
      figures[name] = outage.notTried === undefined ? 'tried' : `NOT TRIED: ${outage.notTried}`;
      violations.push(...outage.violations.map(what => `${name}: ${what}`));
    });
    return { figures, violations };
  },
};
