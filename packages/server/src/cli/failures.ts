/** How a command fails: one clear sentence, an exit code, and the same as JSON. */
import { OAuthError } from '@valetkey/protocol';
import { ConfigError } from '../config.ts';
import { CopyRefused } from '../store/copy-refused.ts';
import { SchemaError } from '../store/migrations/migrate.ts';
import { StoreConflictError, StoreUnavailableError } from '../store/store.ts';

/** The command line is wrong: exit code 2, with what to write instead. */
export class UsageError extends Error {}

/** The command line is right, and what it asks for cannot be done: exit code 1. */
export class CommandError extends Error {}

export interface Failure {
  exitCode: 1 | 2;
  code: string;
  message: string;
}

/** Anything unknown is a bug of ours and keeps its stack. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof UsageError) return { exitCode: 2, code: 'usage', message: error.message };
  if (error instanceof CommandError) return failure('refused', error.message);
  if (error instanceof ConfigError) return failure('configuration', error.message);
  if (error instanceof CopyRefused) return failure('refused', error.message);
  if (error instanceof SchemaError) return failure('schema', error.message);
  if (error instanceof OAuthError) return failure(error.code, error.message);
  if (error instanceof StoreConflictError) return failure('conflict', conflictText(error));
  if (error instanceof StoreUnavailableError)
    return failure('unavailable', `The database does not answer (${error.message}). See: valetkey doctor`);
  return failure('bug', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function failure(code: string, message: string): Failure {
  return { exitCode: 1, code, message };
}

function conflictText({ what }: StoreConflictError): string {
  if (what === 'a third live secret')
    return 'The app has two live secrets already. End one first: valetkey app revoke-secret <client_id> <secret_id>';
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} is taken already. Choose another one.`;
}
