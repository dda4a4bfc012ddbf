/** Starts the demo: data first, then the server, then the sample API and the third-party app. */
import { join } from 'node:path';
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Environment } from '../environment.ts';
import { listen } from '../listen.ts';
import { newReadablePassword } from '../password-input.ts';
import { addressesOf, checkPorts, DEFAULT_PORT, type DemoAddresses } from './addresses.ts';
import { seedApps } from './apps.ts';
import { demoConfig } from './config.ts';
import { coreAt, momentAt } from './history/moment.ts';
import { seedHistory } from './history/seed.ts';
import { seedPeople } from './people.ts';
import { startExample, type DemoProcess } from './processes.ts';
import { analyzerSettings, apiSettings } from './settings.ts';
import { DEMO_SLUGS, findDemo, newDemo, saveDemo, writePrivateFile, type DemoState } from './state.ts';

export interface RunningDemo {
  addresses: DemoAddresses;
  password: string;
  /** Rejects when one of the programs ends by itself. */
  failed: Promise<never>;
  close(): Promise<void>;
}

/** @throws {ConfigError} a port in use, before anything else happens; a program that does not start. */
export async function startDemo(
  environment: Environment,
  directory: string,
  { withHistory }: { withHistory: boolean },
): Promise<RunningDemo> {
  const port = environment.port ?? DEFAULT_PORT;
  const addresses = addressesOf(port);
  await checkPorts(addresses.ports);
  const demo = { ...(findDemo(directory) ?? newDemo(port)), port };
  saveDemo(directory, demo);
  const running = await listen(demoConfig(demo, directory), {
    ...environment,
    port,
    dataDirectory: directory,
    databaseUrl: undefined,
  });
  const programs: DemoProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(programs.map(program => program.close()));
    await running.close();
  };
  try {
    const password = await seed(running.core, demo, directory, environment.demoPassword, withHistory);
    if (withHistory) await seedHistories(running.core, demo, directory);
    programs.push(...(await startPrograms(demo, addresses, directory)));
    return { addresses, password, failed: Promise.race(programs.map(program => program.failed)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const APPS_AGE_SECONDS = 220 * 86_400;

/** Makes what is missing; what is there stays. Cut off anywhere, the next start goes on. */
async function seed(
  core: Core,
  demo: DemoState,
  directory: string,
  wanted: string | undefined,
  withHistory: boolean,
): Promise<string> {
  const password = wanted ?? demo.password ?? newReadablePassword();
  await seedPeople(core, password, password !== demo.password);
  demo.password = password;
  saveDemo(directory, demo);
  // With a history the apps of the demo were there before it.
  const registered = withHistory ? coreAt(core, momentAt(nowSeconds(core.clock) - APPS_AGE_SECONDS)) : core;
  await seedApps(core, registered, demo, () => saveDemo(directory, demo));
  return password;
}

/** Once for each provider, whatever becomes of it. */
async function seedHistories(core: Core, demo: DemoState, directory: string): Promise<void> {
  for (const slug of DEMO_SLUGS) {
    if (demo.histories.includes(slug)) continue;
    const analyzer = (await core.store.findApp(demo.analyzer[slug]!.clientId))!;
    await seedHistory(core, slug, analyzer);
    demo.histories.push(slug);
    saveDemo(directory, demo);
  }
}

async function startPrograms(
  demo: DemoState,
  { ports }: DemoAddresses,
  directory: string,
): Promise<DemoProcess[]> {
  const apiFile = join(directory, 'crm-api.json');
  const analyzerFile = join(directory, 'analyzer.json');
  writePrivateFile(apiFile, apiSettings(demo));
  writePrivateFile(analyzerFile, analyzerSettings(demo, directory));
  const api = await startExample({
    name: 'crm-api',
    port: ports[1],
    environment: { CRM_API_CONFIG: apiFile },
  });
  try {
    const environment = { ANALYZER_CONFIG: analyzerFile };
    return [api, await startExample({ name: 'database-analyzer', port: ports[2], environment })];
  } catch (error) {
    await api.close();
    throw error;
  }
}
