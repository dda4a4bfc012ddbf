/** The mutation tester itself: it finds what there is to change, and can tell a test that notices from one that does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ranAt, recordTest } from './coverage.ts';
import { staleExplanations } from './explained.ts';
import { describe, findMutants, readSource, type Mutant } from './mutants.ts';
import { targetFiles } from './targets.ts';
import { runTestFile } from './test-run.ts';
import { tryMutant } from './trial.ts';

const PKCE = 'packages/protocol/src/pkce.ts';
const PKCE_TEST = 'packages/protocol/src/pkce.test.ts';

test('every way to make a source wrong is found where it stands', () => {
  const source = [
    "if (a && !b) throw new Error('no');",
    'const isOld = (age: number): boolean => age >= LIMIT - 1;',
    'await check(request);',
    'const found = /^[a-z]+$/.test(name) ? list.some(same) : Math.min(1, two);',
    'const SQL = `UPDATE t SET x = $1 WHERE id = $2 AND used IS NULL AND at < $3`;',
    "log.info('nothing is lost without this');",
    'const yes = true as boolean;',
  ].join('\n');
  const found = findMutants('example.ts', source).map(mutant => describe(mutant).replace('example.ts:', ''));
  assert.deepEqual(found.toSorted(), [
    '1 ! removed: !b → b',
    '1 && made ||: a && !b → ((a) || (!b))',
    "1 early exit removed: throw new Error('no'); → {}",
    '2 - made +: - → +',
    '2 >= made >: >= → >',
    '2 number plus one: 1 → (1 + 1)',
    '3 call removed: await check(request); → ;',
    '4 $ removed: $ → nothing',
    '4 ^ removed: ^ → nothing',
    '4 condition negated: /^[a-z]+$/.test(name) → !(/^[a-z]+$/.test(name))',
    '4 min made max: min → max',
    '4 number plus one: 1 → (1 + 1)',
    '4 some made every: some → every',
    '5 SQL boundary moved: < → <=',
    '5 SQL condition removed: AND at < $3 → nothing',
    '5 SQL condition removed: AND used IS NULL → nothing',
    '7 true made false: true → false',
  ]);
});

test('mutants of a guarded line are killed; one that changes nothing survives; one that no test runs is said to be so', async () => {
  const coverage = { [PKCE_TEST]: await recordTest(PKCE_TEST) };
  const outcomeOf = async (mutant: Mutant): Promise<string> =>
    (await tryMutant(mutant, coverage, new Map(), 60)).outcome;
  const mutants = findMutants(PKCE);
  assert.ok(mutants.length >= 4);
  for (const mutant of mutants) assert.equal(await outcomeOf(mutant), 'killed', describe(mutant));
  const [first] = mutants;
  assert.equal(await outcomeOf({ ...first!, text: first!.from }), 'survived');
  assert.equal(ranAt(coverage[PKCE_TEST].sources[PKCE]!, first!.start), true);
  assert.equal(await outcomeOf({ ...first!, file: 'packages/protocol/src/scope.ts' }), 'not covered');
});

test('a mutant that never ends is ended', async () => {
  const source = readSource(PKCE);
  const from = /return .*/.exec(source)![0];
  const start = source.indexOf(from);
  const endless = {
    file: PKCE,
    line: 1,
    code: from,
    operator: 'endless',
    start,
    end: start + from.length,
    from,
    text: 'for (;;);',
  };
  const run = await runTestFile(PKCE_TEST, { mutant: endless, timeoutSeconds: 3 });
  assert.equal(run.outcome, 'timed out');
});

test('every mutant that is explained is still there', () => {
  assert.deepEqual(staleExplanations(targetFiles().flatMap(file => findMutants(file))), []);
});
