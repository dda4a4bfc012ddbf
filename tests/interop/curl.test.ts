/** Plain REST, by curl in a shell script: what every language can do, and every request of every profile's document. */
import { after, test } from 'node:test';
import { CLIENTS, waysOf } from './clients.ts';
import { openInterop } from './fixture.ts';
import { completeForeignJourney } from './foreign.ts';
import { findShellScript } from './machine.ts';

const curl = findShellScript('curl', 'app.sh');
if (curl !== null) {
  const interop = await openInterop();
  after(() => interop.close());
  for (const slug of CLIENTS['curl'])
    test(`R1 R6 R31 R58 curl: ${waysOf(slug)} on ${slug}`, async () => {
      await completeForeignJourney(interop, await interop.register(slug), curl);
    });
}
