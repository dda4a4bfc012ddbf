/** Mutants that no test can or needs to notice, each with its reason; a test holds that every line here is still a mutant. */
import { describe, type Mutant } from './mutants.ts';

/** Beginning of what `describe` says, without the number of the line → why it may live. */
const EXPLAINED: readonly (readonly [file: string, change: string, because: string])[] = [];

export function explanationOf(mutant: Mutant): string | undefined {
  return EXPLAINED.find(([file, change]) => isMeant(mutant, file, change))?.[2];
}

/** Explanations of nothing: the source has moved on. */
export function staleExplanations(mutants: readonly Mutant[]): string[] {
  return EXPLAINED.filter(([file, change]) => !mutants.some(mutant => isMeant(mutant, file, change))).map(
    ([file, change]) => `${file}: ${change}`,
  );
}

function isMeant(mutant: Mutant, file: string, change: string): boolean {
  return mutant.file === file && describe(mutant).replace(/^\S+ /, '').startsWith(change);
}
