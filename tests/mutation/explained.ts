/** Mutants that no test can or needs to notice, each with its reason; a test holds that every line here is still a mutant. */
import { describe, type Mutant } from './mutants.ts';

/** Beginning of what `describe` says, without the number of the line → why it may live. */
const EXPLAINED: readonly (readonly [file: string, change: string, because: string])[] = [
  [
    'packages/protocol/src/redirect-uri.ts',
    "|| made &&: host === '' || Number(port ?? 443) > 65535",
    'the comparison with what the URL parser makes of it refuses an empty host and a port beyond 65535, too',
  ],
  [
    'packages/guard/src/guard.ts',
    'early exit removed: return NO_PARAMS',
    'without a query there is no part that begins with the parameter’s name: the same empty list',
  ],
  [
    'packages/guard/src/guard.ts',
    'number plus one: 1 → (1 + 1)',
    'the same: what is read of an address without a query has no such part',
  ],
  [
    'packages/guard/src/guard.ts',
    'min made max',
    'only how long a server that says nothing is waited for; refused in the end either way',
  ],
  [
    'packages/server/src/domain/apps.ts',
    'call removed: equalDigests(hash, DECOY_HASH)',
    'costs time and nothing else, which is its purpose (S-C9); tests measure no time',
  ],
  [
    'packages/server/src/endpoints/authorize/authorize.ts',
    'early exit removed: throw error',
    'nothing in there throws anything but an OAuthError; the line keeps a bug from being shown as a refusal',
  ],
  [
    'packages/server/src/endpoints/token/token.ts',
    'early exit removed: throw error',
    'the same error is thrown a few lines below; the line only spares a counter',
  ],
  [
    'packages/server/src/endpoints/token/authorization-code.ts',
    "early exit removed: throw refused('the code was issued to another app')",
    'the store refuses it once more, with the same answer (redeem-code.ts, S-B6)',
  ],
  [
    'packages/server/src/store/liveness.ts',
    '|| made &&: connection === null || user === null || account === null',
    'foreign keys: a family has all three of them or none',
  ],
  ['packages/server/src/store/liveness.ts', '|| made &&: connection === null || user === null', 'the same'],
  [
    'packages/server/src/store/sql/rotate-family.ts',
    'SQL condition removed: AND revoked_at IS NULL',
    'the row was read in the same transaction: SQLite lets no other write in, and PostgreSQL fails one whose row has changed',
  ],
  [
    'packages/server/src/store/sql/rotate-family.ts',
    'SQL condition removed: AND generation = $2',
    'the same',
  ],
];

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
