/** Preloaded into the demo's child processes: they end with the demo, however it ends. */
process.once('disconnect', () => process.exit(0));
// The listener alone would keep a child alive that is asked to end.
process.channel?.unref();
