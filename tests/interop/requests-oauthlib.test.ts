/** requests-oauthlib, the library that Copper’s documentation recommends for Python. */
import { after, test } from 'node:test';
import { CLIENTS, waysOf } from './clients.ts';
import { openInterop } from './fixture.ts';
import { completeForeignJourney } from './foreign.ts';
import { findPythonScript } from './machine.ts';

const python = findPythonScript('requests-oauthlib', 'requests_oauthlib_app.py');
if (python !== null) {
  const interop = await openInterop();
  after(() => interop.close());
  for (const slug of CLIENTS['requests-oauthlib'])
    test(`R1 R6 R31 R58 requests-oauthlib: ${waysOf(slug)} on ${slug}`, async () => {
      await completeForeignJourney(interop, await interop.register(slug), python);
    });
}
