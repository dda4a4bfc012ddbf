/** Mutants that no test can or needs to notice, each with its reason; a test holds that every line here is still a mutant. */
import { describe, type Mutant } from './mutants.ts';

interface Explanation {
  file: string;
  /** Part of the line of source it begins in. */
  at: string;
  /** Beginning of what was changed, as `describe` says it. */
  change: string;
  because: string;
}

const SAME_TRANSACTION =
  'the row was read in the same transaction: SQLite lets no other write in, and PostgreSQL fails one whose row has changed';
const ALL_OR_NONE = 'foreign keys: a family has a connection with its user and account, or none of them';
const REFUSED_TWICE = 'the store refuses it once more, with the same answer (redeem-code.ts, S-B6)';
const ONLY_OAUTH_ERRORS =
  'nothing in there throws anything but an OAuthError; the line keeps a bug from being shown as a refusal';

const EXPLAINED: readonly Explanation[] = [
  {
    file: 'packages/protocol/src/redirect-uri.ts',
    at: "if (host === '' || Number(port ?? 443) > 65535",
    change: "|| made &&: host === '' ||",
    because:
      'the comparison with what the URL parser makes of it refuses an empty host and a port beyond 65535, too',
  },
  {
    file: 'packages/guard/src/guard.ts',
    at: 'if (at === -1) return NO_PARAMS',
    change: 'early exit removed',
    because: 'without a query there is no part that begins with the parameter’s name: the same empty list',
  },
  {
    file: 'packages/guard/src/guard.ts',
    at: 'const at = queryParameter === undefined ? -1',
    change: 'number plus one',
    because: 'the same: what is read of an address without a query has no such part',
  },
  {
    file: 'packages/guard/src/guard.ts',
    at: 'timeoutMs: Math.min(5',
    change: 'min made max',
    because: 'only how long a server that says nothing is waited for; refused in the end either way',
  },
  {
    file: 'packages/guard/src/credential-lookup.ts',
    at: 'if (answer.endings.length === 0) return',
    change: 'early exit removed',
    because: 'no ending ends nothing; the line saves a pass over the cache',
  },
  {
    file: 'packages/guard/src/credential-cache.ts',
    at: 'if (seconds <= 0 || isExpired(answer, now)) return',
    change: '|| made &&',
    because: 'what is kept although it has expired is not found: finding looks at the same two times',
  },
  {
    file: 'packages/guard/src/route-rule.ts',
    at: 'if (scope === undefined || scope === null) throw',
    change: '|| made &&',
    because: 'what is no list of names is refused by the line after the next, in the same words',
  },
  {
    file: 'packages/server/src/domain/attempts.ts',
    at: 'if (count.failures <= 0) this.#counts.delete(key)',
    change: 'call removed',
    because: 'an entry without failures counts nothing; it is one of a bounded number',
  },
  {
    file: 'packages/server/src/domain/authorization/next-step.ts',
    at: "if (step.step === 'refuse') return step",
    change: 'early exit removed',
    because: 'only this function refuses: the line is there for the types',
  },
  {
    file: 'packages/server/src/domain/grants/client-credentials.ts',
    at: "say('app_alone_secret')",
    change: 'early exit removed',
    because: 'no public app can be registered for this grant, and the token endpoint asks for it before',
  },
  {
    file: 'packages/server/src/domain/apps.ts',
    at: 'equalDigests(peppered, DECOY_HASH)',
    change: 'call removed',
    because: 'costs time and nothing else, which is its purpose (S-C9); tests measure no time',
  },
  {
    file: 'packages/server/src/domain/apps.ts',
    at: 'now - secret.lastUsedAt < TOUCH_EVERY_SECONDS) return',
    change: 'early exit removed',
    because: 'the store, too, writes the last use once a minute only; the line saves asking it',
  },
  {
    file: 'packages/server/src/domain/tokens.ts',
    at: 'if (!key) return UNKNOWN',
    change: 'early exit removed',
    because: 'without a key the next line throws, and whatever throws there is answered the same',
  },
  {
    file: 'packages/server/src/domain/tokens.ts',
    at: "if (typeof fam !== 'string' || !isId(fam)",
    change: "|| made &&: typeof fam !== 'string' || !isId(fam) →",
    because: 'what is no id finds no family, with the same answer',
  },
  {
    file: 'packages/server/src/endpoints/authorize/authorize.ts',
    at: 'if (!(error instanceof OAuthError)) throw error',
    change: 'early exit removed',
    because: ONLY_OAUTH_ERRORS,
  },
  {
    file: 'packages/server/src/endpoints/token/token.ts',
    at: 'if (!(error instanceof OAuthError)) throw error',
    change: 'early exit removed',
    because: 'the same error is thrown a few lines below; the line only spares a counter',
  },
  {
    file: 'packages/server/src/domain/grants/authorization-code.ts',
    at: "throw refused(say('code_foreign'))",
    change: 'early exit removed',
    because: REFUSED_TWICE,
  },
  {
    file: 'packages/server/src/domain/grants/authorization-code.ts',
    at: 'checkBinding(provider, app, connection);',
    change: 'call removed',
    because: REFUSED_TWICE,
  },
  {
    file: 'packages/server/src/domain/grants/client-credentials.ts',
    at: 'if (family === null)',
    change: 'early exit removed',
    because: 'an app and its own family are created in one transaction: there is no app without one',
  },
  {
    file: 'packages/server/src/store/liveness.ts',
    at: 'if (connection === null || user === null || account === null)',
    change: '|| made &&',
    because: ALL_OR_NONE,
  },
  {
    file: 'packages/server/src/store/liveness.ts',
    at: 'if (connection === null || user === null || account === null)',
    change: 'early exit removed',
    because: ALL_OR_NONE,
  },
  {
    file: 'packages/server/src/store/sql/rotate-family.ts',
    at: 'AND revoked_at IS NULL',
    change: 'SQL condition removed: AND revoked_at IS NULL',
    because: SAME_TRANSACTION,
  },
  {
    file: 'packages/server/src/store/sql/rotate-family.ts',
    at: 'AND generation = $2',
    change: 'SQL condition removed: AND generation = $2',
    because: SAME_TRANSACTION,
  },
  {
    file: 'packages/server/src/store/sql/rotate-family.ts',
    at: 'AND m.account_id = c.account_id',
    change: 'SQL condition removed',
    because:
      'whoever loses a membership loses its connections in the same transaction (S-O6): that of another account decides nothing',
  },
];

export function explanationOf(mutant: Mutant): string | undefined {
  return EXPLAINED.find(explanation => isMeant(mutant, explanation))?.because;
}

/** Explanations of nothing: the source has moved on. */
export function staleExplanations(mutants: readonly Mutant[]): string[] {
  return EXPLAINED.filter(explanation => !mutants.some(mutant => isMeant(mutant, explanation))).map(
    ({ file, at, change }) => `${file}: ${change} at ${at}`,
  );
}

function isMeant(mutant: Mutant, { file, at, change }: Explanation): boolean {
  return (
    mutant.file === file &&
    mutant.code.includes(at) &&
    describe(mutant).replace(/^\S+ /, '').startsWith(change)
  );
}
