/** Who runs where: the server has one core for itself; load, database and harness have the other. */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const AUTOGROUP = '/proc/self/autogroup';

const canPin = existsSync('/usr/bin/taskset') && availableParallelism() > 1;

export function onServerCore(command: readonly string[]): string[] {
  return canPin ? ['taskset', '-c', String(SERVER_CORE), ...command] : [...command];
}

let manner: 'polls' | 'sleeps' = 'polls';

/** How the load waits for answers. */
export function loadManner(): 'polls' | 'sleeps' {
  return manner;
}

/**
 * This process and what it starts from now on, before everything else on the machine where that is allowed.
 * @param sharing with a database that works for the server: the load sleeps, and nobody goes before anybody.
 */
export function takeLoadCore({ sharing = false } = {}): void {
  if (sharing) manner = 'sleeps';
  if (canPin) execFileSync('taskset', ['-cp', String(LOAD_CORE), String(process.pid)], { stdio: 'ignore' });
  if (sharing || process.getuid?.() !== 0 || !existsSync(AUTOGROUP)) return;
  // Between sessions Linux shares by group; a process's own niceness counts within its group only.
  writeFileSync(AUTOGROUP, '-20');
  process.on('exit', () => writeFileSync(AUTOGROUP, '0'));
}
