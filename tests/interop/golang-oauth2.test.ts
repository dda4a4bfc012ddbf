/** golang.org/x/oauth2, the library that Copper’s documentation recommends for Go. */
import { after, test } from 'node:test';
import { CLIENTS, waysOf } from './clients.ts';
import { openInterop } from './fixture.ts';
import { completeForeignJourney } from './foreign.ts';
import { findGoProgram } from './machine.ts';

const go = findGoProgram('golang-oauth2');
if (go !== null) {
  const interop = await openInterop();
  after(() => interop.close());
  for (const slug of CLIENTS['golang-oauth2'])
    test(`R1 R6 R31 R58 golang-oauth2: ${waysOf(slug)} on ${slug}`, async () => {
      await completeForeignJourney(interop, await interop.register(slug), go);
    });
}
