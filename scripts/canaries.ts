/** What the test processes say of the credentials they made: none of them stands in what the tests left behind. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../tests/canaries/registry.ts';

const RECORD = import.meta.resolve('../tests/canaries/record.ts');

export interface Canaries {
  /** For node. */
  options: readonly string[];
  environment: Record<string, string>;
  /** Prints one line, and one more for each place. @returns whether nothing was found. */
  conclude(): boolean;
}

export function openCanaries(): Canaries {
  const directory = mkdtempSync(join(tmpdir(), 'canaries-'));
  const file = join(directory, 'reports');
  return {
    options: ['--import', RECORD],
    environment: { CANARY_REPORT: file },
    conclude() {
      const reports = existsSync(file) ? readReports(file) : [];
      rmSync(directory, { recursive: true });
      const sum = (key: 'credentials' | 'artefacts' | 'bytes'): number =>
        reports.reduce((total, report) => total + report[key], 0);
      const found = [...new Set(reports.flatMap(report => report.found))];
      console.log(
        `Canaries: ${sum('credentials')} credentials, searched for in ${sum('artefacts')} files, logs and error answers ` +
          `(${Math.round(sum('bytes') / 2 ** 20)} MiB): ${found.length} found.`,
      );
      for (const what of found) console.log(`  ${what}`);
      return found.length === 0;
    },
  };
}

function readReports(file: string): Report[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Report);
}
