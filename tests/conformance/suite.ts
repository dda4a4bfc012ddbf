/** Runs the suite's scenarios for clients, all of them, and reads what came out. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SUITE = join(root, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const CLIENT = join(root, 'tests/conformance/client.ts');
const PAGE = join(root, 'docs/conformance.md');

export interface Outcome {
  passed: number;
  failed: number;
  warnings: number;
}

/** `✓ auth/metadata-default: 13 passed, 0 failed, 1 warnings` */
const LINE = /^[✓✗] (auth\/[\w-]+): (\d+) passed, (\d+) failed(?:, (\d+) warnings)?$/gm;

export async function runSuite(suite: string): Promise<Map<string, Outcome>> {
  const results = mkdtempSync(join(tmpdir(), 'valetkey-conformance-'));
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...environment } = process.env;
  try {
    const command = `${process.execPath} ${CLIENT}`;
    const child = spawn(
      process.execPath,
      [SUITE, 'client', '--suite', suite, '--command', command, '-o', results, '--timeout', '120000'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...environment, NODE_COMPILE_CACHE: join(tmpdir(), 'valetkey-compile-cache') },
      },
    );
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await once(child, 'close');
    return new Map(
      [...output.matchAll(LINE)].map(([, name = '', passed, failed, warnings = '0']) => [
        name,
        { passed: Number(passed), failed: Number(failed), warnings: Number(warnings) },
      ]),
    );
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

/** Scenario → what docs/conformance.md says comes out: `passes`, or why not. */
export function readPage(): Map<string, string> {
  const rows = readFileSync(PAGE, 'utf8').matchAll(/^\| `(auth\/[\w-]+)` \| ([^|]+) \|/gm);
  return new Map([...rows].map(([, name = '', outcome = '']) => [name, outcome.trim()]));
}

/** @returns where the page is wrong. */
export function compare(outcomes: ReadonlyMap<string, Outcome>, page: ReadonlyMap<string, string>): string[] {
  return [...outcomes].flatMap(([name, { passed, failed, warnings }]) => {
    const passes = failed === 0 && warnings === 0 && passed > 0;
    const said = page.get(name);
    if (said === undefined) return [`${name} is not on the page`];
    if (said.startsWith('passes') === passes) return [];
    return [
      `${name}: the page says "${said}"; it came out with ${passed} passed, ${failed} failed, ${warnings} warnings`,
    ];
  });
}
