/** Built files held in memory with their compressed forms: read once, never from a path that a request names. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './answer.ts';
import { header, type Incoming } from './incoming.ts';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

export class StaticFiles {
  readonly #files: ReadonlyMap<string, Buffer>;

  constructor(directory: string) {
    const names = globSync('**/*.*', { cwd: directory }).map(name => name.replaceAll('\\', '/'));
    this.#files = new Map(names.map(name => [name, readFileSync(join(directory, name))]));
  }

  text(name: string): string | null {
    return this.#files.get(name)?.toString('utf8') ?? null;
  }

  /** The name of the one file that begins and ends so: between them is the hash of its content. */
  find(beginning: string, ending: string): string | null {
    return [...this.#files.keys()].find(name => name.startsWith(beginning) && name.endsWith(ending)) ?? null;
  }

  /** A file whose name holds the hash of its content. */
  answer(name: string, incoming: Incoming): Answer | null {
    const bytes = this.#files.get(name);
    const contentType = TYPES[name.slice(name.lastIndexOf('.') + 1)];
    if (bytes === undefined || contentType === undefined) return null;
    const accepted = new Set(
      (header(incoming, 'accept-encoding') ?? '').split(',').map(part => part.trim().split(';')[0]),
    );
    const encoded = ENCODINGS.find(
      ([coding, ending]) => accepted.has(coding) && this.#files.has(name + ending),
    );
    return {
      kind: 'file',
      contentType,
      bytes: encoded === undefined ? bytes : this.#files.get(name + encoded[1])!,
      encoding: encoded?.[0] ?? null,
    };
  }
}
