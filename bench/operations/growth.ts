/** Cost as it grows: the same operations with more and more connections, hit all over the database. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../packages/server/src/domain/core.ts';
import { median } from '../harness/rounds.ts';
import { form, type Plan } from '../load/plan.ts';
import { CONNECTIONS, runLoad } from '../load/run-load.ts';
import { serve, type Site } from '../peers/valetkey.ts';
import { SLUG, newApp, openWorld, tokensOf } from '../peers/valetkey-world.ts';
import { seedConnections } from './seed.ts';

const APPS = 10_000;
/** Families that are used, among all there are. */
const USED = CONNECTIONS * 100;

interface Options {
  rounds: number;
  seconds: number;
}

export async function measureGrowth(
  openSite: () => Promise<Site>,
  sizes: readonly number[],
  options: Options,
): Promise<Record<string, string>> {
  const figures: Record<string, string> = {};
  for (const size of sizes) {
    const site = await openSite();
    const begun = performance.now();
    const plans = await seed(site, size);
    console.error(`${size} connections: made in ${Math.round((performance.now() - begun) / 1000)} s`);
    const found = await measureSize(site, plans, options);
    for (const [name, value] of Object.entries(found))
      figures[`${size.toLocaleString('en')} connections, ${name}`] = value;
    site.remove();
  }
  return figures;
}

/** Requests for families all over the database, each by the app it belongs to. */
async function seed(site: Site, size: number): Promise<Record<string, Plan>> {
  const core = await openWorld(site.directory, site.databaseUrl);
  const secrets = new Map<string, string>();
  for (let i = 0; i < Math.min(APPS, size / 10); i++) {
    const { app, clientSecret } = await newApp(core);
    secrets.set(app.id, clientSecret);
  }
  const families = await seedConnections(core, [...secrets.keys()], size, Math.min(USED, size));
  const values: string[][] = [];
  for (const family of families) {
    const { access, refresh } = await tokensOf(core, family);
    values.push([family.appId, secrets.get(family.appId)!, refresh, access]);
  }
  await core.close();
  const credentials = { client_id: '{{0}}', client_secret: '{{1}}' };
  return {
    'client credentials': spread(
      '/oauth/token',
      form({ grant_type: 'client_credentials', ...credentials }),
      values,
    ),
    introspection: spread('/oauth/introspect', form({ token: '{{3}}', ...credentials }), values),
    refresh: spread(
      '/oauth/token',
      form({ grant_type: 'refresh_token', refresh_token: '{{2}}', ...credentials }),
      values,
      true,
    ),
  };
}

/** Each connection of the load has its share of the values, and goes round them. */
function spread(path: string, body: string, values: readonly string[][], rotates = false): Plan {
  const takes = rotates ? [{ value: 2, after: '"refresh_token":"' }] : [];
  const share = Math.floor(values.length / CONNECTIONS);
  return {
    templates: [{ method: 'POST', path: `/${SLUG}${path}`, body, status: 200, takes }],
    chains: Array.from({ length: CONNECTIONS }, (_, i) => {
      const own = values.slice(i * share, (i + 1) * share);
      return { values: own.flat(), steps: own.map((_, k) => ({ template: 0, firstValue: k * 4 })) };
    }),
    answersPerOperation: 1,
  };
}

async function measureSize(
  site: Site,
  plans: Record<string, Plan>,
  { rounds, seconds }: Options,
): Promise<Record<string, string>> {
  const server = await serve(site);
  const found: Record<string, string> = { 'ready after': `${Math.round(server.readyMs)} ms` };
  for (const [name, begin] of Object.entries(plans)) {
    const rates: number[] = [];
    const tails: number[] = [];
    const costs: number[] = [];
    let plan = begin;
    for (let round = 0; round <= rounds; round++) {
      const before = server.cpuSeconds();
      const result = await runLoad({ url: server.url, plan, seconds });
      plan = result.next;
      if (round === 0) continue;
      rates.push(result.operationsPerSecond);
      tails.push(result.p99Ms);
      costs.push(((server.cpuSeconds() - before) * 1e6) / result.good);
    }
    found[name] =
      `${Math.round(median(rates)).toLocaleString('en')}/s, ${median(costs).toFixed(1)} µs of processor, p99 ${median(tails).toFixed(1)} ms`;
  }
  found['memory'] = `${Math.round(server.memory() / 1e6)} MB`;
  await server.stop();
  Object.assign(found, await cleanUpOnce(site));
  if (!site.databaseUrl)
    found['database'] = `${Math.round(statSync(join(site.directory, 'valetkey.db')).size / 1e6)} MB`;
  return found;
}

/** One batch of the housekeeping, when there is nothing to clean: what it costs to look. */
async function cleanUpOnce({ directory, databaseUrl }: Site): Promise<Record<string, string>> {
  const core: Core = await openWorld(directory, databaseUrl);
  const now = Math.floor(core.clock.nowMs() / 1000);
  const begun = performance.now();
  await core.store.cleanUp({
    now,
    limit: 500,
    familyRetentionSeconds: 30 * 86_400,
  });
  const took = performance.now() - begun;
  await core.close();
  return { 'one batch of clean-up': `${took.toFixed(1)} ms` };
}
