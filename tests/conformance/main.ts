/** `npm run test:conformance`: every scenario for the authorization of clients, and whether docs/conformance.md says what came out. */
import { compare, readPage, runSuite } from './suite.ts';

const page = readPage();
const wrong: string[] = [];
for (const suite of ['auth', 'draft', 'backcompat', 'extensions']) {
  const outcomes = await runSuite(suite);
  for (const [name, { passed, failed, warnings }] of outcomes)
    console.log(`${name}: ${passed} passed, ${failed} failed, ${warnings} warnings`);
  wrong.push(...compare(outcomes, page));
}
for (const what of wrong) console.error(what);
process.exitCode = wrong.length === 0 ? 0 : 1;
