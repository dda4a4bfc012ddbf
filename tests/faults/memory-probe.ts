/** Preloaded into a server under a long load (`--expose-gc`): says what it holds after a full collection, and what it computed so far. */
export interface Held {
  /** Live objects and buffers. */
  heapBytes: number;
  residentBytes: number;
  cpuMs: number;
}

process.on('message', (message: unknown) => {
  if (message !== 'held') return;
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({
    heapBytes: heapUsed + external,
    residentBytes: rss,
    cpuMs: (user + system) / 1000,
  } satisfies Held);
});
