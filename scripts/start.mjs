/** `npm start`: set-up, then the demo under the repository's own Node.js. Ends with npm, and the demo with it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE } from './setup.mjs';

const main = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url));
// Over the channel the demo notices when this process is gone, however it went.
const demo = spawn(NODE, [main, 'demo', ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
// npm runs this in a shell, and a signal to npm ends that shell alone.
const parent = process.ppid;
const orphaned = setInterval(() => {
  if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) demo.kill('SIGTERM');
}, 500);
demo.once('error', error => {
  console.error(`The demo cannot be started: ${error.message}`);
  clearInterval(orphaned);
  process.exitCode = 1;
});
demo.once('exit', (code, signal) => {
  clearInterval(orphaned);
  process.exitCode = code ?? (signal === null ? 1 : 0);
});
