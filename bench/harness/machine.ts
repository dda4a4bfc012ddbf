/** Where a measurement was made: figures mean nothing without it. */
import { writeSync, openSync, closeSync, fdatasyncSync, rmSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './rounds.ts';

export interface Machine {
  date: string;
  node: string;
  kernel: string;
  processor: string;
  cores: number;
  /** Of the last minute, when the measurement began: other work on the same cores. */
  load: number;
  /** Median of 50, 4 KiB each, where the databases are. */
  syncMicroseconds: number;
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString(),
    node: process.version,
    kernel: release(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: loadavg()[0]!,
    syncMicroseconds: Math.round(syncMicroseconds()),
  };
}

function syncMicroseconds(): number {
  const path = join(tmpdir(), `valetkey-bench-sync-${process.pid}`);
  const file = openSync(path, 'w');
  const piece = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 50 }, (_, i) => {
    writeSync(file, piece, 0, piece.length, i * piece.length);
    const begun = performance.now();
    fdatasyncSync(file);
    return (performance.now() - begun) * 1000;
  });
  closeSync(file);
  rmSync(path);
  return median(times);
}
