/** Reads a trace of strace (`-y -xx`: names of files, text as hexadecimal) as calls of the {@link DiskModel} and lines the process said. */
import { basename } from 'node:path';
import type { DiskCall } from './disk-model.ts';

export type TraceStep = { disk: DiskCall } | { said: string };

/** @param directory Only files in it count; the shared-memory index (`-shm`) is rebuilt at every first opening and does not. */
export function readDiskTrace(trace: string, directory: string): TraceStep[] {
  const steps: TraceStep[] = [];
  const unfinished = new Map<string, string>();
  for (const raw of trace.split('\n')) {
    const pid = /^\d+/.exec(raw)?.[0] ?? '';
    // Another thread came in between: the call's two halves are put together again.
    const cut = raw.indexOf(' <unfinished ...>');
    if (cut >= 0) {
      unfinished.set(pid, raw.slice(0, cut));
      continue;
    }
    const resumed = /^\d+ +<\.\.\. \w+ resumed>(.*)$/.exec(raw)?.[1];
    const line = resumed === undefined ? raw : `${unfinished.get(pid)}${resumed}`;
    const step = readStep(line, directory);
    if (step) steps.push(step);
  }
  return steps;
}

function readStep(line: string, directory: string): TraceStep | null {
  const [, name, rest = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
  const result = Number(/ = (-?\d+)[^=]*$/.exec(rest)?.[1] ?? -1);
  if (name === undefined || result < 0) return null;
  if (name === 'write' && rest.startsWith('1<'))
    return { said: unescape(/"([^"]*)"/.exec(rest)?.[1] ?? '').toString() };
  const path = unescape(/<([^>]*)>/.exec(rest)?.[1] ?? /"([^"]*)"/.exec(rest)?.[1] ?? '').toString();
  if (!path.startsWith(directory) || path.endsWith('-shm')) return null;
  const file = basename(path);
  const numbers = rest.slice(rest.lastIndexOf('"') + 1).match(/\d+/g) ?? [];
  switch (name) {
    case 'pwrite64': {
      const bytes = unescape(/"([^"]*)"/.exec(rest)?.[1] ?? '').subarray(0, result);
      return { disk: { call: 'write', file, offset: Number(numbers[1]), bytes } };
    }
    case 'ftruncate':
      return { disk: { call: 'truncate', file, length: Number(/>, (\d+)/.exec(rest)?.[1]) } };
    case 'fsync':
    case 'fdatasync':
      return { disk: path === directory ? { call: 'syncNames' } : { call: 'sync', file } };
    case 'unlink':
      return { disk: { call: 'unlink', file } };
    default:
      return null;
  }
}

/** `\x41` and what strace leaves as it is. */
function unescape(text: string): Buffer {
  if (/^(?:\\x[0-9a-f]{2})*$/.test(text)) return Buffer.from(text.replaceAll('\\x', ''), 'hex');
  return Buffer.from(
    text.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}
