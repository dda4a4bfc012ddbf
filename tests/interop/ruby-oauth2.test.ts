/** The oauth2 gem, which Copper’s documentation recommends for Ruby. */
import { after, test } from 'node:test';
import { CLIENTS, waysOf } from './clients.ts';
import { openInterop } from './fixture.ts';
import { completeForeignJourney } from './foreign.ts';
import { findRubyScript } from './machine.ts';

const ruby = findRubyScript('ruby-oauth2', 'oauth2', 'oauth2_app.rb');
if (ruby !== null) {
  const interop = await openInterop();
  after(() => interop.close());
  for (const slug of CLIENTS['ruby-oauth2'])
    test(`R1 R6 R31 R58 ruby-oauth2: ${waysOf(slug)} on ${slug}`, async () => {
      await completeForeignJourney(interop, await interop.register(slug), ruby);
    });
}
