/** The client against the suite of others: what docs/conformance.md says is what comes out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, readPage, runSuite } from './suite.ts';

test('R58 the client finds, joins and uses an authorization server that it knows nothing of, as the conformance suite has it', async () => {
  const outcomes = await runSuite('auth');
  assert.ok(outcomes.size >= 14, `${outcomes.size} scenarios`);
  assert.deepEqual(compare(outcomes, readPage()), []);
});
