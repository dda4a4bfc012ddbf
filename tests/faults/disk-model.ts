/**
 * A disk that loses power. What was written and synced is there; what was written and not synced may be there, or not, or in
 * parts of 512 bytes, in any order. Fed with a recorded sequence of system calls, it gives the states a crash may leave.
 */
import type { Random } from './random.ts';

export type DiskCall =
  | { call: 'write'; file: string; offset: number; bytes: Buffer }
  | { call: 'truncate'; file: string; length: number }
  | { call: 'sync'; file: string }
  /** The directory: names that were made or removed. */
  | { call: 'syncNames' }
  | { call: 'unlink'; file: string };

/** How what was not synced comes out. */
export type Loss = 'all lost' | 'all kept' | 'some lost' | 'torn';
export const LOSSES: readonly Loss[] = ['all lost', 'all kept', 'some lost', 'torn'];

const SECTOR = 512;

type Change = Extract<DiskCall, { call: 'write' | 'truncate' }>;

interface File {
  durable: Buffer;
  pending: Change[];
  /** Its name may be lost with what was not synced. */
  isNew: boolean;
}

export class DiskModel {
  readonly #files = new Map<string, File>();
  /** Removed since the last sync: a removal may be lost, too. */
  readonly #removed = new Map<string, File>();

  apply(call: DiskCall): void {
    if (call.call === 'syncNames') {
      for (const file of this.#files.values()) file.isNew = false;
      return this.#removed.clear();
    }
    const file = this.#files.get(call.file) ?? { durable: Buffer.alloc(0), pending: [], isNew: true };
    if (call.call === 'unlink') {
      this.#files.delete(call.file);
      if (!file.isNew) this.#removed.set(call.file, file);
      return;
    }
    this.#files.set(call.file, file);
    if (call.call !== 'sync') return void file.pending.push(call);
    file.durable = rebuild(file.durable, file.pending);
    file.pending = [];
  }

  /** What is on the disk after a power loss now. */
  afterLoss(loss: Loss, random: Random): Map<string, Buffer> {
    const disk = new Map<string, Buffer>();
    for (const [name, file] of this.#removed)
      if (!this.#files.has(name) && loss !== 'all kept' && random.below(2) === 0)
        disk.set(name, file.durable);
    for (const [name, file] of this.#files) {
      if (file.isNew && (loss === 'all lost' || (loss !== 'all kept' && random.below(2) === 0))) continue;
      disk.set(name, rebuild(file.durable, survivors(file.pending, loss, random)));
    }
    return disk;
  }
}

function survivors(pending: readonly Change[], loss: Loss, random: Random): Change[] {
  if (loss === 'all kept') return [...pending];
  if (loss === 'all lost') return [];
  if (loss === 'some lost') return pending.filter(() => random.below(2) === 0);
  return pending
    .flatMap(one => (one.call === 'write' ? sectorsOf(one) : [one]))
    .filter(() => random.below(2) === 0);
}

/** The parts of a write that reach the disk each by itself. */
function sectorsOf({ file, offset, bytes }: Extract<Change, { call: 'write' }>): Change[] {
  const parts: Change[] = [];
  for (let at = offset; at < offset + bytes.length;) {
    const end = Math.min(offset + bytes.length, (Math.floor(at / SECTOR) + 1) * SECTOR);
    parts.push({ call: 'write', file, offset: at, bytes: bytes.subarray(at - offset, end - offset) });
    at = end;
  }
  return parts;
}

function rebuild(content: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map(one => (one.call === 'write' ? one.offset + one.bytes.length : one.length));
  const space = Buffer.alloc(Math.max(content.length, ...ends));
  let { length } = content;
  content.copy(space);
  for (const one of changes) {
    if (one.call === 'write') {
      one.bytes.copy(space, one.offset);
      length = Math.max(length, one.offset + one.bytes.length);
    } else {
      space.fill(0, one.length);
      ({ length } = one);
    }
  }
  return space.subarray(0, length);
}
