/** What a command works on: the configuration, and the store it names. Both engines take several processes, so a running server sees a change at once. */
import { existsSync } from 'node:fs';
import { ConfigError, loadConfig } from '../config.ts';
import type { ValetkeyConfig } from '../config-types.ts';
import type { Core } from '../domain/core.ts';
import type { Context, Options } from './command.ts';
import { demoConfig } from './demo/config.ts';
import { findDemo } from './demo/state.ts';
import { databaseOf, type DatabaseLocation } from './database-location.ts';
import type { Environment } from './environment.ts';
import { CommandError } from './failures.ts';
import { openFromConfig, quietLog } from './open.ts';

export interface Workspace {
  config: ValetkeyConfig;
  source: string;
  environment: Environment;
}

/** A setting that is used is never from two places: the file, or, where none was named and none is there, the demo's. */
export async function loadWorkspace<O extends Options>(context: Context<O>): Promise<Workspace> {
  const { environment, configNamed } = context;
  if (configNamed || existsSync(environment.configPath))
    return { config: await loadConfig(environment.configPath), source: environment.configPath, environment };
  const directory = environment.dataDirectory ?? 'data';
  const demo = findDemo(directory);
  // The demo has a database of its own, whatever DATABASE_URL belongs to.
  if (demo)
    return {
      config: demoConfig(demo, directory),
      source: `the demo in ${directory}`,
      environment: { ...environment, databaseUrl: undefined },
    };
  throw new ConfigError(
    `There is no configuration: no ${environment.configPath} here, and no demo in ${directory}. ` +
      'Name one with --config or VALETKEY_CONFIG, or start the demo: npm start',
  );
}

/** Opens the store, does the work, closes it. `create`: the command may be the first one on an empty data directory. */
export async function withCore<O extends Options, T>(
  context: Context<O>,
  work: (core: Core) => Promise<T>,
  { create = false } = {},
): Promise<T> {
  const { config, environment } = await loadWorkspace(context);
  if (!create) checkDatabase(databaseOf(config, environment));
  const core = await openFromConfig(config, environment, quietLog);
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** A mistyped directory must not become a new, empty database. */
function checkDatabase(location: DatabaseLocation): void {
  if (location.engine === 'sqlite' && !existsSync(location.path))
    throw new CommandError(
      `There is no database in ${location.directory}. Check --data, or start the server once: valetkey serve`,
    );
}
