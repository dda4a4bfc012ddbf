/** Preloaded into a server: its wall clock goes wrong by as much as its parent says. The monotonic clock goes on, as on a real machine. */
const now = Date.now.bind(Date);
let offsetMs = 0;
Date.now = () => now() + offsetMs;

process.on('message', (message: { offsetMs: number }) => {
  offsetMs = message.offsetMs;
  process.send?.({ offsetMs });
});
