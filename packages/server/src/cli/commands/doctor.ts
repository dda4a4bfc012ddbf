/** `valetkey doctor`: everything an operator can be told before something fails. */
import type { ValetkeyConfig } from '../../config-types.ts';
import { buildProviders } from '../../domain/providers.ts';
import { defineCommand, type Context } from '../command.ts';
import { databaseOf } from '../database-location.ts';
import { type Check, fail, ok, warn } from '../doctor/check.ts';
import { checkDatabaseFile } from '../doctor/database.ts';
import { checkFiles } from '../doctor/files.ts';
import { checkPostgres } from '../doctor/postgres.ts';
import { checkPort } from '../doctor/port.ts';
import { checkStore } from '../doctor/store.ts';
import { masterKeyOf, type Environment } from '../environment.ts';
import { describeFailure } from '../failures.ts';
import { openFromConfig, quietLog } from '../open.ts';
import { loadWorkspace } from '../workspace.ts';

const NEEDED_NODE = 24;

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Look at everything: configuration, data, keys, port, weaker rules; says what to do',
  async run(context) {
    const checks = [checkNode(), ...(await examine(context))];
    const failed = checks.filter(({ status }) => status === 'fail').length;
    context.answer(
      { ok: failed === 0, checks },
      `${checks.map(renderCheck).join('\n')}\n\n${verdict(failed)}`,
    );
    return failed > 0 ? 1 : 0;
  },
});

function checkNode(): Check {
  const found = `Node.js ${process.versions.node}`;
  return Number.parseInt(process.versions.node, 10) >= NEEDED_NODE
    ? ok('node', found)
    : fail('node', found, `Use Node.js ${NEEDED_NODE} or newer.`);
}

async function examine(context: Context<{}>): Promise<Check[]> {
  try {
    const { config, source, environment } = await loadWorkspace(context);
    const port = environment.port ?? config.listen?.port ?? 4000;
    return [
      ok('configuration', source),
      ...checkAddress(config),
      ...(await examineData(config, environment)),
      await checkPort(config.listen?.host ?? 'localhost', port),
      ...weakerRules(config),
    ];
  } catch (error) {
    return [
      fail(
        'configuration',
        describeFailure(error).message,
        'Put it right; valetkey config check tells more.',
      ),
    ];
  }
}

function checkAddress({ publicUrl }: ValetkeyConfig): Check[] {
  return publicUrl.startsWith('https:')
    ? [ok('public address', publicUrl)]
    : [
        warn(
          'public address',
          `${publicUrl} is http`,
          'For development only. In production: TLS, and an https:// publicUrl.',
        ),
      ];
}

async function examineData(config: ValetkeyConfig, environment: Environment): Promise<Check[]> {
  const location = databaseOf(config, environment);
  const found = location.engine === 'sqlite' ? checkSqlite(location) : await checkPostgres(location);
  if (found.some(isInTheWay)) return found;
  try {
    masterKeyOf(config, environment, { create: false, isShared: location.engine === 'postgres' });
    const core = await openFromConfig(config, environment, quietLog);
    try {
      return [...found, ok('master key', 'it opens this database'), ...(await checkStore(core))];
    } finally {
      await core.close();
    }
  } catch (error) {
    return [
      ...found,
      fail('master key', describeFailure(error).message, 'Give the server the key it was made with.'),
    ];
  }
}

/** Nothing is made or changed: what is missing is said, not created, and a schema is brought up to date by the server. */
function isInTheWay({ name, status }: Check): boolean {
  return name === 'data directory' ? status === 'fail' : IN_THE_WAY.has(name) && status !== 'ok';
}

const IN_THE_WAY: ReadonlySet<string> = new Set(['database', 'schema', 'integrity']);

function checkSqlite({ directory, path }: { directory: string; path: string }): Check[] {
  const files = checkFiles(directory);
  return files.some(isInTheWay) ? files : [...files, ...checkDatabaseFile(path)];
}

function weakerRules(config: ValetkeyConfig): Check[] {
  return [...buildProviders(config).values()].flatMap(({ slug, profile }) =>
    profile.warnings.length === 0
      ? [ok(slug, `profile ${profile.name}, no rule weaker than standard`)]
      : profile.warnings.map(({ rule, reason }) => warn(slug, rule, reason)),
  );
}

function renderCheck({ name, status, found, todo }: Check): string {
  return `${status.padEnd(4)}  ${name}: ${found}${todo === undefined ? '' : `\n      ${todo}`}`;
}

function verdict(failed: number): string {
  if (failed === 0) return 'Nothing is broken.';
  return failed === 1 ? 'One thing is broken.' : `${failed} things are broken.`;
}
