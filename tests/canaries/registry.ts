/** The credentials of this process, and what was found where. Fixtures hand over what their tests leave behind. */
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Needles } from './needles.ts';

/** One of these per process: what was searched, and what was found. Set by scripts/test.ts. */
export interface Report {
  credentials: number;
  artefacts: number;
  bytes: number;
  found: readonly string[];
}

/** Files whose purpose is to hold a secret: configuration, the master key, what `demo` keeps for its own processes. */
const HOLDERS = /(?:^master\.key|^\.env|\.(?:json|conf|env|[cm]?[jt]s))$/;

const needles = new Needles();
const found = new Set<string>();
let artefacts = 0;
let bytes = 0;

export function noteCanary<T>(kind: string, credential: T): T {
  if (typeof credential === 'string' || credential instanceof Uint8Array) needles.note(kind, credential);
  return credential;
}

/** For a test that itself writes credentials where none belong, into `state` and addresses: these are kept and logged, as they must be. */
const exempted = new Set<string>();

export function exempt(directory: string): void {
  exempted.add(directory);
}

/**
 * A log, metrics, the page of an error.
 * @param of the directory of what wrote it
 */
export function searchText(name: string, text: string, of?: string): void {
  if (of === undefined || !exempted.has(of)) search(name, Buffer.from(text));
}

/** Every file below: databases, write-ahead logs, backups, logs. */
export function searchDirectory(directory: string): void {
  // Two servers of one test may share it: who ends first has searched it.
  if (exempted.has(directory) || !existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || HOLDERS.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      search(path, readFileSync(path));
    } catch (error) {
      // A process that is still running removed it first.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function search(name: string, content: Buffer): void {
  artefacts++;
  bytes += content.length;
  for (const kind of needles.find(content)) {
    const what = `${kind} in ${name} (${basename(process.argv[1] ?? '')})`;
    if (found.has(what)) continue;
    found.add(what);
    process.stderr.write(`A credential was left behind: ${what}\n`);
  }
}

/** @param file One line for each process. */
export function writeReport(file: string): void {
  const report: Report = { credentials: needles.count, artefacts, bytes, found: [...found] };
  if (artefacts > 0 || needles.count > 0) appendFileSync(file, `${JSON.stringify(report)}\n`);
}
