/** Ctrl+C and SIGTERM: the first asks for a good end, a second one means at once. */

/** npm and a terminal both pass one Ctrl+C on: what arrives together is one wish. */
const SAME_WISH_MS = 500;
const LOOK_FOR_PARENT_EVERY_MS = 500;

/**
 * Settles with the first signal. From then on another one ends the process where it stands.
 * @param onHangUp what SIGHUP means instead; not on a terminal, which sends it when it is closed.
 */
export function untilSignal(onHangUp?: () => void): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    let first = 0;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (first !== 0 && performance.now() - first > SAME_WISH_MS) process.exit(1);
      if (first === 0) first = performance.now();
      resolve(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
    process.on('SIGHUP', onHangUp && !process.stdin.isTTY ? onHangUp : onSignal);
    // Started by scripts/start.mjs: without it there is nobody who could end us.
    if (process.channel) process.once('disconnect', () => onSignal('SIGTERM'));
    process.channel?.unref();
    if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(() => onSignal('SIGTERM'));
  });
}

/** npm runs scripts in a shell, and a signal to npm ends that shell alone: then the port would stay taken. */
function whenOrphaned(tell: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, LOOK_FOR_PARENT_EVERY_MS).unref();
}
