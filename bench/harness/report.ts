/** What a run found: a table for the terminal, JSON for later. */
import type { OperationName } from './contender.ts';
import type { Machine } from './machine.ts';
import type { Measured } from './rounds.ts';

export interface Results {
  machine: Machine;
  rounds: number;
  seconds: number;
  store: string;
  operations: Partial<Record<OperationName, readonly Measured[]>>;
  /** Valetkey at four fifths of its peak: milliseconds, 99 of 100. */
  p99AtEighty: Partial<Record<OperationName, number>>;
  /** Everything else, by name. */
  figures: Readonly<Record<string, number | string>>;
}

export function printTable({ operations, p99AtEighty, figures }: Results): string {
  const lines: string[] = [];
  for (const [operation, measured] of Object.entries(operations)) {
    lines.push(
      '',
      `| ${operation} | a second | of bare | µs of processor | of bare | p99 at saturation |`,
      '|---|---|---|---|---|---|',
    );
    for (const one of measured) {
      const { operationsPerSecond, throughputRatio, cpuMicroseconds, cpuRatio, p99Ms } = one;
      lines.push(
        `| ${one.name} | ${Math.round(operationsPerSecond).toLocaleString('en')} | ${throughputRatio.toFixed(3)} | ` +
          `${cpuMicroseconds.toFixed(1)} | ${cpuRatio.toFixed(3)} | ${p99Ms.toFixed(1)} ms |`,
      );
    }
    const p99 = p99AtEighty[operation as OperationName];
    if (p99 !== undefined) lines.push('', `p99 at 80 % of the peak: ${p99.toFixed(1)} ms`);
  }
  if (Object.keys(figures).length > 0) lines.push('');
  for (const [name, value] of Object.entries(figures)) lines.push(`${name}: ${value}`);
  return lines.join('\n');
}
