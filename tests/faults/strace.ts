/** strace, as the faults need it: every system call of a child that touches files, and a signal at one of them. */
import { spawnSync } from 'node:child_process';

/** What changes a file, or makes a change durable. */
export const FILE_CALLS = [
  'openat',
  'write',
  'pwrite64',
  'ftruncate',
  'fsync',
  'fdatasync',
  'unlink',
  'rename',
  'mkdir',
  'fcntl',
] as const;

/** Why these trials cannot be made here; null: they can. */
export function straceProblem(): string | null {
  const { status } = spawnSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' });
  return status === 0 ? null : 'strace is not here or may not trace: install it to try this';
}

export interface Call {
  name: string;
  /** How many calls of this name the process made before this one, plus one. */
  nth: number;
  line: string;
}

/** The main thread's calls, in order; threads beside it touch no database file. */
export function readCalls(trace: string): Call[] {
  const counts = new Map<string, number>();
  const calls: Call[] = [];
  let main: string | undefined;
  for (const line of trace.split('\n')) {
    const [, pid, name] = /^(\d+) +(?:[\d.]+ +)?(\w+)\(/.exec(line) ?? [];
    if (pid === undefined || name === undefined) continue;
    main ??= pid;
    if (pid !== main) continue;
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    calls.push({ name, nth, line });
  }
  return calls;
}

/** The calls between two lines that the child wrote. */
export function callsBetween(calls: readonly Call[], from: string, to: string): Call[] {
  const at = (word: string): number =>
    calls.findIndex(({ name, line }) => name === 'write' && line.includes(`"${word}\\n"`));
  const begin = at(from);
  const end = at(to);
  if (begin < 0 || end < begin) throw new Error(`no "${from}" … "${to}" in the trace`);
  return calls.slice(begin + 1, end + 1);
}
