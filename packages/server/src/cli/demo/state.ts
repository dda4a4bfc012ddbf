/** What the demo remembers between starts, in DATA_DIR/demo.json, mode 0600: password, credentials and secrets that the database keeps as hashes only. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileName } from '@valetkey/protocol';
import { z } from 'zod';
import { ConfigError } from '../../config.ts';
import { randomToken } from '../../domain/secrets.ts';
import { makeDirectory } from '../database-location.ts';

/** Slugs are the profiles' names. */
export const DEMO_SLUGS = [
  'standard',
  'copyai',
  'copper',
  'clipron',
  'fliki',
  'copernica',
] as const satisfies readonly ProfileName[];
export type DemoSlug = (typeof DEMO_SLUGS)[number];

const credentials = z.object({ clientId: z.string(), clientSecret: z.string() });
const bySlug = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(DEMO_SLUGS), value);

const schema = z.object({
  /** Of the server; the sample API and the app follow it. */
  port: z.int(),
  /** Of every person. */
  password: z.string().nullable(),
  guardSecrets: z.record(z.enum(DEMO_SLUGS), z.string()),
  /** The third-party app, and the tour that plays one. */
  analyzer: bySlug(credentials),
  tour: bySlug(credentials),
  apiKeys: bySlug(z.string()),
  /** Seals the third-party app's tokens in its own database. */
  vaultKey: z.string().default(newVaultKey),
  /** Where the history is complete. */
  histories: z.array(z.enum(DEMO_SLUGS)).default([]),
});

export type DemoState = z.infer<typeof schema>;
export type DemoCredentials = z.infer<typeof credentials>;

function newVaultKey(): string {
  return randomBytes(32).toString('base64');
}

function fileIn(directory: string): string {
  return join(directory, 'demo.json');
}

/** Null: the demo was never started here. @throws {ConfigError} when the file is damaged. */
export function findDemo(directory: string): DemoState | null {
  const file = fileIn(directory);
  if (!existsSync(file)) return null;
  // S-T10: it holds secrets.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  const parsed = schema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${file} is damaged. Delete it: the demo makes a new one and keeps its data.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function newDemo(port: number): DemoState {
  return {
    port,
    password: null,
    guardSecrets: Object.fromEntries(
      DEMO_SLUGS.map(slug => [slug, randomToken()]),
    ) as DemoState['guardSecrets'],
    analyzer: {},
    tour: {},
    apiKeys: {},
    vaultKey: newVaultKey(),
    histories: [],
  };
}

/** In one step: whoever is cut off finds the old file or the new one, never half of it. */
export function writePrivateFile(path: string, content: unknown): void {
  const next = `${path}.${process.pid}.new`;
  writeFileSync(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(next, path);
}

export function saveDemo(directory: string, demo: DemoState): void {
  makeDirectory(directory);
  writePrivateFile(fileIn(directory), demo);
}
