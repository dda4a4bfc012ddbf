/** A password for a command: read from standard input, or made here and shown once. Never an option: those stand in the list of processes. */
import { MAX_PASSWORD_BYTES } from '../domain/passwords.ts';
import { randomText } from '../domain/secrets.ts';
import { CommandError } from './failures.ts';

/** Nothing that is easily taken for something else. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const SHORTEST = 8;

export const PASSWORD_OPTION = {
  type: 'flag',
  description: 'Read the password from standard input (default: one is made and shown once)',
} as const;

/** Four groups of four: 79 bits, and easy to type. */
export function newReadablePassword(): string {
  return Array.from({ length: 4 }, () => randomText(4, READABLE)).join('-');
}

/** `shown` is null when the caller knows the password already. @throws {CommandError} */
export async function readPassword(
  fromStandardInput: boolean,
): Promise<{ password: string; shown: string | null }> {
  if (!fromStandardInput) {
    const password = newReadablePassword();
    return { password, shown: password };
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (password.length < SHORTEST || Buffer.byteLength(password) > MAX_PASSWORD_BYTES)
    throw new CommandError(
      `The password needs ${SHORTEST} characters, and at most ${MAX_PASSWORD_BYTES} bytes.`,
    );
  return { password, shown: null };
}
