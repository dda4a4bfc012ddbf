/**
 * Every endpoint of a real server under generated and broken requests over raw sockets: no 5xx, no crash, no rejection that nobody
 * handles, no turn of the event loop over 50 ms, no secret in an answer or in the log.
 */
import { fileURLToPath } from 'node:url';
import { inLanes, runsOf, type Finding, type Harness, type Trial } from '../faults/harness.ts';
import { createParties } from '../faults/parties.ts';
import { seededRandom, type Random } from '../faults/random.ts';
import { exempt } from '../canaries/registry.ts';
import { newSite, serve, type RealServer } from '../faults/server-process.ts';
import { openWire } from '../faults/wire.ts';
import { generateRequests } from './generated.ts';
import { keptAlive, sendInRow } from './kept-alive.ts';
import { mutateBytes, mutateValues } from './mutations.ts';
import { askProbe } from './ask-probe.ts';
import type { Measured } from './probe.ts';
import { sendRaw, statusesOf, type RawAnswer } from './raw-socket.ts';
import { record, type Recorded } from './recorded.ts';

const PROBE = fileURLToPath(import.meta.resolve('./probe.ts'));
const AT_ONCE = 48;
const IN_A_ROW = 25;
const BATCH = 2000;

interface Count {
  requests: number;
  answered: number;
  /** Of those, over a connection with others. */
  inRow: number;
  statuses: Map<string, number>;
}

export const endpoints: Harness = {
  name: 'endpoints: generated and broken requests over raw sockets',
  guards: ['a broken request is refused', 'the event loop is free', 'no secret in an answer'],
  controlRuns: 6000,
  slices: { runs: 10_000_000, of: 100_000 },
  async run(trial: Trial): Promise<Finding> {
    const runs = runsOf(trial, 100_000);
    // Each request from an address of its own: otherwise the limits on guessing would soon hide what is behind them.
    const site = newSite({ trustedProxies: ['127.0.0.1'] });
    exempt(site.directory);
    try {
      const [party] = await createParties(site, 1);
      const server = await serve(site, { without: trial.without, preload: [PROBE] });
      const wire = openWire(server.url);
      const recorded = await record(wire, party!);
      wire.close();
      return await attack(trial, server, recorded, runs);
    } finally {
      site.remove();
    }
  },
};

async function attack(trial: Trial, server: RealServer, recorded: Recorded, runs: number): Promise<Finding> {
  const random = seededRandom(trial.seed);
  const count: Count = { requests: 0, answered: 0, inRow: 0, statuses: new Map() };
  const violations: string[] = [];
  const port = Number(new URL(server.url).port);
  const judge = (bytes: Buffer, answer: RawAnswer): void => {
    tally(count, answer);
    violations.push(...problemsOf(bytes, answer, recorded));
  };
  const fireAlone = async (bytes: Buffer): Promise<void> => judge(bytes, await sendRaw(port, bytes));
  const fireInRow = async (row: readonly Buffer[]): Promise<void> => {
    for (let left = row; left.length > 0;) {
      const answers = await sendInRow(port, left);
      for (const [i, text] of answers.entries())
        judge(left[i]!, { text, statuses: statusesOf(text), isSilent: false });
      count.inRow += answers.length;
      // What the first one does to a connection the others must not suffer.
      if (answers.length === 0) await fireAlone(left[0]!);
      left = left.slice(Math.max(1, answers.length));
    }
  };
  // Once as they are, so that everything is compiled before it is measured.
  await inLanes(recorded.requests, 4, fireAlone);
  await askProbe(server, 'reset');
  for (let done = 0; done < runs && violations.length < 20 && isAlive(server); done += BATCH) {
    const { alone, rows } = inRows(makeBatch(recorded.requests, trial.seed + done, random));
    await Promise.all([inLanes(alone, AT_ONCE, fireAlone), inLanes(rows, 2, fireInRow)]);
  }
  if (!isAlive(server))
    return { figures: {}, violations: [...violations, `it died: ${server.log().slice(-600)}`] };
  const measured = await askProbe(server, 'report');
  await server.end();
  return {
    figures: {
      requests: count.requests,
      'answered (the others were never whole)': count.answered,
      'of these over a connection with others': count.inRow,
      ...Object.fromEntries(
        [...count.statuses]
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([status, n]) => [`answered ${status}`, n]),
      ),
      'longest turn of the event loop, its own CPU (ms)': { most: measured.longestCpuMs },
      'turns over 50 ms of CPU': measured.blocks,
      'event-loop delay on this machine, p99.9 (ms)': { most: measured.p999DelayMs },
      'event-loop delay on this machine, longest (ms)': { most: measured.longestDelayMs },
    },
    violations: [...violations, ...loopProblems(measured, count), ...logProblems(server, recorded)],
  };
}

/** A quarter generated, a third broken in any way; in the others the values alone. */
function makeBatch(requests: readonly Buffer[], seed: number, random: Random): Buffer[] {
  const times = (part: number, make: () => Buffer): Buffer[] => Array.from({ length: BATCH * part }, make);
  return [
    ...generateRequests(BATCH * 0.25, seed),
    ...times(0.3, () => mutateBytes(requests, random)),
    ...times(0.45, () => mutateValues(requests, random)),
  ].map(bytes => fromElsewhere(bytes, random));
}

/** Those whose ends are certain travel together. */
function inRows(requests: readonly Buffer[]): { alone: Buffer[]; rows: Buffer[][] } {
  const alone: Buffer[] = [];
  const rows: Buffer[][] = [[]];
  for (const bytes of requests) {
    const kept = keptAlive(bytes);
    if (kept === null) alone.push(bytes);
    else if (rows.at(-1)!.push(kept) === IN_A_ROW) rows.push([]);
  }
  return { alone, rows };
}

/** Forwarded by a proxy, for somebody new. */
function fromElsewhere(bytes: Buffer, random: Random): Buffer {
  const end = bytes.indexOf('\r\n') + 2;
  const address = [10, random.below(256), random.below(256), random.below(256)].join('.');
  return Buffer.concat([
    bytes.subarray(0, end),
    Buffer.from(`x-forwarded-for: ${address}\r\n`),
    bytes.subarray(end),
  ]);
}

/** One turn in 10,000 may be the garbage collector's. */
function loopProblems({ blocks, longestCpuMs }: Measured, { requests }: Count): string[] {
  return blocks > 1 + requests / 10_000
    ? [`the event loop was blocked for more than 50 ms ${blocks} times, up to ${longestCpuMs.toFixed(0)} ms`]
    : [];
}

function problemsOf(bytes: Buffer, answer: RawAnswer, { secrets }: Recorded): string[] {
  const shown = JSON.stringify(bytes.toString('latin1').slice(0, 600));
  const bad = isMisconfigured(answer) ? undefined : answer.statuses.find(status => status >= 500);
  const leaked = secrets.find(secret => answer.text.includes(secret));
  const isAnswered = leaked !== undefined && isInAnswered(bytes.toString('latin1'), leaked);
  return [
    ...(bad === undefined ? [] : [`${bad} for ${shown}`]),
    ...(leaked === undefined || isAnswered
      ? []
      : [`a secret was told for ${shown}: ${answer.text.slice(0, 300)}`]),
  ];
}

/** A proxy that proves to be ours and names no scope: by design that is loud (S-Q8). */
function isMisconfigured({ text }: RawAnswer): boolean {
  return text.includes('The proxy names no scope of this provider');
}

/** The state goes back to the app, and a redirect URI nobody registered is shown: a splice may have put anything there. */
function isInAnswered(request: string, secret: string): boolean {
  return request.split(/[?&\s]/).some(part => /^(?:state|redirect_uri)=/.test(part) && part.includes(secret));
}

function logProblems(server: RealServer, { secrets }: Recorded): string[] {
  const log = server.log();
  // The scope that a misconfigured proxy sends is what its operator looks for, so it is logged; a splice puts anything there.
  const lines = log.split('\n').filter(line => !line.includes('The proxy names no scope'));
  const telling = lines.find(line => secrets.some(secret => line.includes(secret)));
  return [
    ...(telling === undefined ? [] : [`a secret stands in the log: ${telling.slice(0, 900)}`]),
    ...(/unhandled|uncaught|TypeError|RangeError|ReferenceError/i.test(log)
      ? [`in the log: ${log.slice(0, 600)}`]
      : []),
  ];
}

function tally(count: Count, answer: RawAnswer): void {
  count.requests++;
  if (answer.statuses.length > 0) count.answered++;
  for (const status of answer.statuses) {
    const name =
      status === 500 && isMisconfigured(answer) ? '500 for a proxy that names no scope' : String(status);
    count.statuses.set(name, (count.statuses.get(name) ?? 0) + 1);
  }
}

function isAlive({ process: child }: RealServer): boolean {
  return child.exitCode === null && child.signalCode === null;
}
