/** The one place that reads the environment. Every secret may stand in a variable or in a file named by `…_FILE`. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '../config.ts';
import type { ValetkeyConfig } from '../config-types.ts';
import { masterKeyFromFile, parseMasterKey, type MasterKey } from '../domain/master-key.ts';

export interface Environment {
  configPath: string;
  /** Overrides of the configuration. */
  port: number | undefined;
  dataDirectory: string | undefined;
  databaseUrl: string | undefined;
  metricsToken: string | undefined;
  demoPassword: string | undefined;
  smtpPassword: string | undefined;
  /** Which one of `serve --workers` this process is. */
  worker: number | undefined;
  variables: NodeJS.ProcessEnv;
}

export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return {
    configPath: variables['VALETKEY_CONFIG'] ?? 'valetkey.config.ts',
    port: readPort(variables['PORT']),
    dataDirectory: variables['DATA_DIR'],
    databaseUrl: readSecret(variables, 'DATABASE_URL'),
    metricsToken: readSecret(variables, 'VALETKEY_METRICS_TOKEN'),
    demoPassword: readSecret(variables, 'VALETKEY_DEMO_PASSWORD'),
    smtpPassword: readSecret(variables, 'VALETKEY_SMTP_PASSWORD'),
    worker: variables['VALETKEY_WORKER'] === undefined ? undefined : Number(variables['VALETKEY_WORKER']),
    variables,
  };
}

function readPort(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`PORT: expected a number from 0 to 65535, got "${value}".`);
  return port;
}

/** `NAME`, or the content of the file `NAME_FILE`. */
function readSecret(variables: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = variables[`${name}_FILE`];
  if (file === undefined || file === '') return variables[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigError(
      `${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
    );
  }
}

export function dataDirectoryOf(config: ValetkeyConfig, environment: Environment): string {
  return resolve(environment.dataDirectory ?? config.dataDirectory ?? 'data');
}

/**
 * From the environment, its file, the configuration, or, for the embedded default, a file in the data directory: a database that
 * several nodes share is opened with the same key by all of them, and each of them making one would not be that.
 */
export function masterKeyOf(
  config: ValetkeyConfig,
  environment: Environment,
  options: { create: boolean; isShared: boolean },
): MasterKey {
  const value = readSecret(environment.variables, 'VALETKEY_MASTER_KEY');
  if (value !== undefined) return parseMasterKey(value, 'VALETKEY_MASTER_KEY');
  if (config.masterKey !== undefined)
    return parseMasterKey(config.masterKey, 'masterKey in the configuration');
  if (options.isShared)
    throw new ConfigError(
      'There is no master key. Every node on this PostgreSQL database needs the same one: make it once with ' +
        '"openssl rand -hex 32" and give it to each as VALETKEY_MASTER_KEY, or as a file named by VALETKEY_MASTER_KEY_FILE.',
    );
  return masterKeyFromFile(join(dataDirectoryOf(config, environment), 'master.key'), options);
}
