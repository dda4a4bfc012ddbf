/**
 * Drives a client in another language: a script that gets {@link Credentials} in VALETKEY_APP and prints its steps as lines of JSON.
 * After `authorize` it reads the callback, after `revoke` the word that the revocation has reached the API.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Credentials, Interop } from './fixture.ts';
import { checkJourney, waitUntilRefused, type Step } from './journey.ts';
import type { Command } from './machine.ts';
import { User } from './user.ts';

type Line = Step | { step: 'authorize'; url: string };

export async function completeForeignJourney(
  interop: Interop,
  app: Credentials,
  { file, args, env }: Command,
): Promise<void> {
  const child = spawn(file, args, {
    env: { ...process.env, ...env, VALETKEY_APP: JSON.stringify(app) },
    timeout: 30_000,
  });
  let problems = '';
  child.stderr.on('data', chunk => (problems += String(chunk)));
  // A script that failed has closed its end: its exit status and standard error tell more than the broken pipe.
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const say = (message: object): boolean => child.stdin.write(`${JSON.stringify(message)}\n`);
  const steps: Step[] = [];
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text) as Line;
    if (line.step === 'authorize') {
      say(await new User(interop).approve(line.url));
      continue;
    }
    steps.push(line);
    if (line.step !== 'revoke') continue;
    const last = steps.findLast(step => step.step === 'tokens')!;
    await waitUntilRefused(app.calls[0]!, { accessToken: last.access_token, refreshToken: undefined });
    say({ revoked: true });
  }
  assert.equal(await ended, 0, problems);
  await checkJourney(interop, app, steps);
}
