/** Which test file runs which part of which source: recorded once, by V8, and kept in .cache until the files change. */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './mutants.ts';
import { runTestFile } from './test-run.ts';

export const CACHE = join(ROOT, '.cache', 'mutation');
const FILE = join(CACHE, 'coverage.json');
/** Tests that take longer than this would be asked too late to be worth it. */
const LONGEST_SECONDS = 120;

interface Recorded {
  hash: string;
  seconds: number;
  passed: boolean;
  /** Source → its hash, and from where to where it ran: pairs of offsets. */
  sources: Record<string, { hash: string; ran: number[] }>;
}

export type Coverage = Record<string, Recorded>;

/** A PostgreSQL of its own for each file takes longer than all the others together; SQLite runs the same suite. */
function testFiles(): string[] {
  return globSync(['packages/{protocol,server,guard}/src/**/*.test.ts', 'tests/security/**/*.test.ts'], {
    cwd: ROOT,
  })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !/postgres|\/cli\/(?:demo|serve|run)/.test(file))
    .toSorted();
}

export function hashOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, file)))
    .digest('base64url')
    .slice(0, 16);
}

function isFresh(file: string, recorded: Recorded | undefined): recorded is Recorded {
  if (recorded?.hash !== hashOf(file)) return false;
  return Object.entries(recorded.sources).every(([source, { hash }]) => hashOrNothing(source) === hash);
}

function hashOrNothing(file: string): string {
  try {
    return hashOf(file);
  } catch {
    return '';
  }
}

function readCoverage(): Coverage {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Coverage;
  } catch {
    return {};
  }
}

export async function recordCoverage(say: (line: string) => void, tests = testFiles()): Promise<Coverage> {
  const coverage = readCoverage();
  mkdirSync(CACHE, { recursive: true });
  for (const test of tests) {
    if (isFresh(test, coverage[test])) continue;
    const recorded = await recordTest(test);
    coverage[test] = recorded;
    say(`${recorded.passed ? 'recorded' : 'NOT GREEN, left out'} ${test} (${recorded.seconds.toFixed(1)} s)`);
    writeFileSync(FILE, JSON.stringify(coverage));
  }
  return Object.fromEntries(tests.map(test => [test, coverage[test]!]));
}

export async function recordTest(test: string): Promise<Recorded> {
  const directory = mkdtempSync(join(tmpdir(), 'valetkey-coverage-'));
  try {
    const { outcome, seconds } = await runTestFile(test, {
      coverage: directory,
      timeoutSeconds: LONGEST_SECONDS,
    });
    return { hash: hashOf(test), seconds, passed: outcome === 'passed', sources: readV8(directory) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

interface V8Script {
  url: string;
  functions: { ranges: { startOffset: number; endOffset: number; count: number }[] }[];
}

/** Union over the processes of the run: a test may start servers of its own. */
function readV8(directory: string): Recorded['sources'] {
  const prefix = pathToFileURL(join(ROOT, 'packages/')).href;
  const painted = new Map<string, Uint8Array>();
  for (const name of readdirSync(directory)) {
    const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as { result: V8Script[] };
    for (const script of result) {
      if (!script.url.startsWith(prefix) || /\.test\.ts|fixtures\.ts|\/conformance\//.test(script.url))
        continue;
      const file = `packages/${script.url.slice(prefix.length)}`;
      const here = paint(script);
      const before = painted.get(file);
      painted.set(file, before ? before.map((ran, i) => ran | here[i]!) : here);
    }
  }
  return Object.fromEntries(
    [...painted].map(([file, bytes]) => [file, { hash: hashOf(file), ran: runsOf(bytes) }]),
  );
}

/** Ranges are nested, inner ones after outer ones: painted in that order, the innermost stays. */
function paint({ functions }: V8Script): Uint8Array {
  const ranges = functions.flatMap(each => each.ranges);
  const bytes = new Uint8Array(Math.max(...ranges.map(range => range.endOffset)));
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges)
    bytes.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return bytes;
}

function runsOf(bytes: Uint8Array): number[] {
  const runs: number[] = [];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== (bytes[i - 1] ?? 0)) runs.push(i);
  return runs.length % 2 === 1 ? [...runs, bytes.length] : runs;
}

export function ranAt({ ran }: { ran: readonly number[] }, offset: number): boolean {
  for (let i = 0; i < ran.length; i += 2) if (ran[i]! <= offset && offset < ran[i + 1]!) return true;
  return false;
}
