/** One test file in a process of its own, ended at the first test that fails. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, type Mutant } from './mutants.ts';

const WITH_MUTANT = fileURLToPath(import.meta.resolve('./with-mutant.ts'));

export interface TestRun {
  outcome: 'passed' | 'failed' | 'timed out';
  seconds: number;
  /** The title of the test that failed, where one is known. */
  failed: string;
}

export async function runTestFile(
  test: string,
  options: { mutant?: Mutant; coverage?: string; timeoutSeconds: number },
): Promise<TestRun> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--test-reporter=tap', '--test-force-exit', test], {
    cwd: ROOT,
    env: { ...process.env, ...environmentOf(options) },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let [output, timedOut] = ['', false];
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child);
  }, options.timeoutSeconds * 1000);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (options.mutant && failureIn(output)) endGroup(child);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  // A mutant may leave its children behind.
  endGroup(child);
  const failed = failureIn(output);
  const outcome = timedOut ? 'timed out' : code === 0 && !failed ? 'passed' : 'failed';
  return { outcome, seconds: (performance.now() - begun) / 1000, failed: failed || 'the process' };
}

function environmentOf({ mutant, coverage }: { mutant?: Mutant; coverage?: string }): NodeJS.ProcessEnv {
  return {
    // A test run by a test does not speak to the runner above it.
    NODE_TEST_CONTEXT: undefined,
    // Half of what a short test takes is reading sources that did not change.
    NODE_COMPILE_CACHE: join(ROOT, '.cache', 'mutation', 'compiled'),
    ...(coverage === undefined ? {} : { NODE_V8_COVERAGE: coverage }),
    ...(mutant === undefined
      ? {}
      : { NODE_OPTIONS: `--import=${WITH_MUTANT}`, MUTANT: JSON.stringify(mutant) }),
  };
}

function failureIn(tap: string): string {
  return /^ *not ok \d+ - (.*)$/m.exec(tap)?.[1] ?? '';
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
