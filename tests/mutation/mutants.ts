/** Mutants: one source with one thing made wrong in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OPERATORS, type Change } from './operators.ts';
import { parseSource, walk } from './syntax.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Mutant extends Change {
  /** From the root of the repository. */
  file: string;
  line: number;
  /** The line it begins in; where that is broken before the change, the next one, too. */
  code: string;
  /** What stands there in the source. */
  from: string;
}

export function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

export function findMutants(file: string, source = readSource(file)): Mutant[] {
  const mutants: Mutant[] = [];
  const lines = source.split('\n');
  for (const [node, parent] of walk(parseSource(file, source)))
    for (const change of OPERATORS.flatMap(operator => operator(node, source, parent))) {
      const line = source.slice(0, change.start).split('\n').length;
      mutants.push({
        ...change,
        file,
        line,
        code: lines.slice(line - 1, line + 1).join(' '),
        from: source.slice(change.start, change.end),
      });
    }
  return mutants;
}

/** The same text as long as the mutant is the same: the name under which its outcome is kept. */
export function keyOf({ file, start, end, text }: Mutant): string {
  return `${file}:${start}-${end}:${text}`;
}

export function describe({ file, line, operator, from, text }: Mutant): string {
  const oneLine = (code: string): string => code.replace(/\s+/g, ' ').trim();
  return `${file}:${line} ${operator}: ${oneLine(from)} → ${oneLine(text) || 'nothing'}`;
}
