/**
 * Judges a recorded history. It knows nothing of the server: only what was asked, what was answered, and when. What had no
 * answer may have happened or not; what was answered holds.
 */
import type { Entry } from './history.ts';

export interface Rules {
  /** A lost answer can be repeated for so long; 0: strict single use. Default: a little less than the minute it is. */
  replayWindowMs?: number;
  /** The server's clock jumps: what expires does so at another time, and how long things live says nothing. */
  clockIsWrong?: boolean;
}

const REPLAY_WINDOW_MS = 55_000;

/** @returns one sentence for each thing that must not be; empty: the history is good. */
export function judge(history: readonly Entry[], rules: Rules = {}): string[] {
  const families = Map.groupBy(history, entry => entry.lineage);
  const connections = Map.groupBy(history, entry => entry.connection);
  return [
    ...history.flatMap(judgeAnswer),
    ...judgeUniqueness(history),
    ...[...families].flatMap(([lineage, entries]) => [
      ...judgeSingleUse(entries, rules),
      ...(lineage === 'own' ? [] : judgeDeath(entries, rules)),
      ...(rules.clockIsWrong ? [] : judgeLife(entries, connections, rules)),
    ]),
  ];
}

/** A refusal says why; an outage says when to come again; nothing else is an answer. */
function judgeAnswer(entry: Entry): string[] {
  const { status } = entry;
  if (status === null || status === 200 || status === 303) return [];
  if (status === 400) return entry.error === null ? [say(entry, '400 without an error code')] : [];
  if (status === 503) return (entry.retryAfter ?? 0) > 0 ? [] : [say(entry, '503 without Retry-After')];
  return [say(entry, `answered ${status}`)];
}

/** No two families ever share a token. */
function judgeUniqueness(history: readonly Entry[]): string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const entry of history) {
    // An app's own tokens are the same within a second: they say nothing but app, scope and end.
    for (const token of entry.lineage === 'own' ? [] : [entry.access, entry.refresh]) {
      if (token === null) continue;
      const owner = owners.get(token) ?? entry.lineage;
      if (owner !== entry.lineage) problems.push(say(entry, 'was given a token of another family'));
      owners.set(token, owner);
    }
  }
  return problems;
}

/** RFC 6749 §4.1.2, RFC 9700 §4.14.2: one redemption of a code, one successor of a refresh token. */
function judgeSingleUse(entries: readonly Entry[], rules: Rules): string[] {
  const problems: string[] = [];
  const redeemed = entries.filter(entry => entry.op === 'redeem' && isDone(entry));
  if (redeemed.length > 1)
    problems.push(say(redeemed[1]!, `was the ${redeemed.length}th success of one code`));
  const isHopeless = entries.every(entry => entry.op !== 'redeem' || isRefusedGrant(entry));
  const attempts = entries.filter(entry => entry.op === 'redeem');
  if (attempts.length > 1 && isHopeless && !entries.some(entry => entry.op === 'revoke'))
    problems.push(
      say(attempts[0]!, `and ${attempts.length - 1} others were refused one code: nobody got it`),
    );
  const refreshes = Map.groupBy(
    entries.filter(entry => entry.op === 'refresh' && isDone(entry)),
    entry => entry.used,
  );
  for (const [used, of] of refreshes) {
    const successors = new Set(of.map(entry => entry.refresh));
    if (successors.size > 1 || successors.has(used))
      problems.push(say(of.at(-1)!, `gave one refresh token ${successors.size} successors`));
    if (rules.replayWindowMs === 0 && of.length > 1)
      problems.push(
        say(of[1]!, `was the ${of.length}th success of one refresh token, without a replay window`),
      );
  }
  return problems;
}

/** What was revoked, and answered so, gives nothing to a request that begins afterwards; nor do the tokens it gave before. */
function judgeDeath(entries: readonly Entry[], rules: Rules): string[] {
  const end = Math.min(...entries.filter(entry => isEnd(entry, entries, rules)).map(entry => entry.ended!));
  return entries
    .filter(entry => entry.begun > end && isSuccess(entry))
    .map(entry =>
      say(entry, `succeeded ${(entry.begun - end).toFixed(1)} ms after the end was acknowledged`),
    );
}

/** Revoked by the app, or the end that a replay brings with it. */
function isEnd(entry: Entry, entries: readonly Entry[], rules: Rules): boolean {
  if (entry.ended === null) return false;
  if (entry.op === 'revoke') return entry.status === 200;
  if (!isRefusedGrant(entry)) return false;
  // Refused although it is the right code or token: somebody was first, whoever heard of it first.
  if (!entries.some(other => other.op === entry.op && other.used === entry.used && isDone(other)))
    return false;
  if (entry.op === 'redeem') return true;
  return entry.op === 'refresh' && rules.replayWindowMs === 0;
}

/** What was given, and answered so, holds until somebody asks for its end. */
function judgeLife(
  entries: readonly Entry[],
  connections: ReadonlyMap<string, readonly Entry[]>,
  rules: Rules,
): string[] {
  const problems: string[] = [];
  for (const entry of entries) {
    if (entry.ended === null || isAtRisk(entry, entries, connections, rules)) continue;
    if (entry.op === 'check' && entry.status === 200 && entry.active === false)
      problems.push(say(entry, 'found an acknowledged token dead'));
    if (entry.op === 'redeem' && isRefusedGrant(entry))
      problems.push(say(entry, 'found an acknowledged consent gone'));
    if (entry.op === 'refresh' && isRefusedGrant(entry))
      problems.push(say(entry, 'found an acknowledged refresh token dead'));
    if (entry.op === 'own' && entry.status === 400) problems.push(say(entry, 'was refused'));
  }
  return problems;
}

/** Somebody asked for the end before this was answered, or used twice what works once. */
function isAtRisk(
  entry: Entry,
  entries: readonly Entry[],
  connections: ReadonlyMap<string, readonly Entry[]>,
  rules: Rules,
): boolean {
  const before = (other: Entry): boolean => other !== entry && other.begun < entry.ended!;
  if (entries.some(other => other.op === 'revoke' && before(other))) return true;
  const isUsedTwice = (op: Entry['op']): boolean => {
    const uses = entries.filter(other => other.op === op && (other === entry || before(other)));
    return new Set(uses.map(other => other.used)).size < uses.length;
  };
  if (isUsedTwice('redeem')) return true;
  if (rules.replayWindowMs === 0 && isUsedTwice('refresh')) return true;
  if (entry.op === 'refresh') {
    const first = entries.find(other => other.op === 'refresh' && other.used === entry.used);
    if (first && entry.ended! - first.begun > (rules.replayWindowMs ?? REPLAY_WINDOW_MS)) return true;
  }
  // The last family's end is the connection's end, and every code's that was not redeemed yet.
  const isCode = entry.op === 'redeem';
  return (
    isCode &&
    connections
      .get(entry.connection)!
      .some(other => other.op === 'revoke' && before(other) && after(other, entries))
  );
}

/** The consent this code stands for was given before that revocation was asked for. */
function after(revocation: Entry, entries: readonly Entry[]): boolean {
  const consent = entries.find(entry => entry.op === 'consent');
  return consent?.ended == null || revocation.ended === null || revocation.ended > consent.begun;
}

function isDone(entry: Entry): boolean {
  return entry.ended !== null && entry.status === 200;
}

function isSuccess(entry: Entry): boolean {
  if (entry.op === 'check') return entry.active === true;
  return (entry.op === 'redeem' || entry.op === 'refresh') && isDone(entry);
}

function isRefusedGrant(entry: Entry): boolean {
  return entry.status === 400 && entry.error === 'invalid_grant';
}

function say(entry: Entry, what: string): string {
  return `${entry.op} (${entry.lineage.slice(0, 24)}…, at ${entry.begun.toFixed(1)}) ${what}`;
}
