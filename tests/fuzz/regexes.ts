/** Every regular expression of the packages, judged by `recheck`: none may take more than linear time in what it is given. */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from 'recheck';
import { inLanes, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { BOUNDED } from './bounded-regexes.ts';
import { findRegexes, type FoundRegex } from './regex-literals.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
interface Verdict {
  status: 'safe' | 'vulnerable' | 'unknown';
  complexity?: { summary: string };
}

/** For the controls: the oldest catastrophe there is. */
const CATASTROPHE: FoundRegex = { file: 'control', source: '^(a+)+$', flags: '' };

export const regexes: Harness = {
  name: 'regexes: no regular expression of ours backtracks without end',
  guards: ['no catastrophic regex'],
  controlRuns: 1,
  async run(trial: Trial): Promise<Finding> {
    const all = allRegexes();
    const distinct = [...new Map(all.map(regex => [`/${regex.source}/${regex.flags}`, regex])).values()];
    if (trial.without) distinct.push(CATASTROPHE);
    const violations: string[] = [];
    const excused = new Set<string>();
    await inLanes(distinct, 2, async regex => {
      const { status, complexity } = (await check(regex.source, regex.flags, { timeout: 20_000 })) as Verdict;
      const text = `/${regex.source}/${regex.flags}`;
      if (status === 'safe') return;
      if (text in BOUNDED) return void excused.add(text);
      violations.push(`${regex.file}: ${text} is ${status} (${complexity?.summary ?? 'not decided'})`);
    });
    for (const text of Object.keys(BOUNDED))
      if (!excused.has(text))
        violations.push(`${text} is excused and need not be: take it out of bounded-regexes.ts`);
    return {
      figures: {
        'regular expressions': all.length,
        distinct: distinct.length,
        'polynomial, on bounded input': excused.size,
      },
      violations,
    };
  },
};

function allRegexes(): FoundRegex[] {
  return globSync(`${root}packages/*/src/**/*.ts`)
    .filter(path => !/\.test\.ts$|fixtures\.ts$|\/conformance\/|\.child\.ts$|path-tricks\.ts$/.test(path))
    .flatMap(path => findRegexes(relative(root, path), readFileSync(path, 'utf8')));
}
