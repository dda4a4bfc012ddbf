/** A process that writes to a store and is killed with SIGKILL at a random moment (S-W4). */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const WRITER = fileURLToPath(import.meta.resolve('./writer.child.ts'));

/** @param at path or address of the database. @returns ids of the families whose writing was acknowledged. */
export async function writeUntilKilled(at: string): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, at], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await once(child.stdout, 'data');
  await new Promise(resume => setTimeout(resume, randomInt(0, 250)));
  child.kill('SIGKILL');
  await once(child, 'close');
  return output.split('\n').filter(line => line.length === 26);
}
