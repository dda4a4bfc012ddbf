/** Preloaded into a server under attack: measures its event loop from within, and tells what it measured when it is asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const TICK_MS = 5;
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();

let before = process.threadCpuUsage();
let longestCpuMs = 0;
let blocks = 0;

/** Between two turns of this timer the loop came round: what the main thread computed meanwhile, nobody else was served. */
function measure(): void {
  const now = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  const cpuMs = (now.user + now.system) / 1000;
  longestCpuMs = Math.max(longestCpuMs, cpuMs);
  if (cpuMs > 50) blocks++;
}
setInterval(measure, TICK_MS).unref();

export interface Measured {
  /** Of the main thread, between two turns of the loop: what one turn computed. */
  longestCpuMs: number;
  /** Turns that computed for more than 50 ms. */
  blocks: number;
  /** By the clock on the wall, other programs' work included. */
  longestDelayMs: number;
  p999DelayMs: number;
}

process.on('message', (message: 'reset' | 'report') => {
  if (message === 'reset') {
    delays.reset();
    longestCpuMs = blocks = 0;
  }
  process.send?.({
    longestCpuMs,
    blocks,
    longestDelayMs: delays.max / 1e6,
    p999DelayMs: delays.percentile(99.9) / 1e6,
  } satisfies Measured);
});
