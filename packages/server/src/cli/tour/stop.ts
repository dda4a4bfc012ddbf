/** A stop of the tour: one provider, with everything the tour plays there: the app, its user's browser, and the wire between. */
import { profiles, type Profile } from '@valetkey/protocol';
import { addressesOf } from '../demo/addresses.ts';
import { tourRedirectUri } from '../demo/apps.ts';
import { demoName } from '../demo/config.ts';
import { APP_SCOPES } from '../demo/scopes.ts';
import type { DemoCredentials, DemoSlug, DemoState } from '../demo/state.ts';
import { CommandError } from '../failures.ts';
import { Masking } from './masking.ts';
import { TerminalBrowser } from './terminal-browser.ts';
import { Wire } from './wire.ts';

export interface Stop {
  slug: DemoSlug;
  name: string;
  profile: Profile;
  issuer: string;
  /** Of the sample API. */
  api: string;
  password: string;
  app: DemoCredentials;
  redirectUri: string;
  scopes: readonly string[];
  wire: Wire;
  browser: TerminalBrowser;
}

/** @throws {CommandError} when the demo did not come far enough to have this app */
export function openStop(demo: DemoState, slug: DemoSlug): Stop {
  const app = demo.tour[slug];
  if (!app || demo.password === null)
    throw new CommandError('The demo has not finished its first start. Start it again: npm start');
  const { server, api } = addressesOf(demo.port);
  const masking = new Masking();
  const wire = new Wire(masking);
  masking.hide(demo.password);
  masking.hide(app.clientSecret);
  masking.hide(basicOf(app));
  return {
    slug,
    name: demoName(slug),
    profile: profiles[slug],
    issuer: `${server}/${slug}`,
    api: `${api}/${slug}`,
    password: demo.password,
    app,
    redirectUri: tourRedirectUri(slug, demo.port),
    scopes: APP_SCOPES[slug],
    wire,
    browser: new TerminalBrowser(wire, server),
  };
}

/** RFC 6749 §2.3.1; neither part of ours has a character that would need encoding. */
export function basicOf({ clientId, clientSecret }: DemoCredentials): string {
  return Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
}
