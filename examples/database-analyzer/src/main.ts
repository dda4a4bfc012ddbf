/** Composition root: the file named by ANALYZER_CONFIG → configuration → vault and sessions → app → listen. */
import { readFileSync } from 'node:fs';
import { sqliteVault } from '@valetkey/client/sqlite';
import { buildAnalyzer } from './app.ts';
import { parseConfig } from './config.ts';
import { openSessions } from './sessions.ts';
import { openClient } from './valetkey.ts';
import { endOldVisits } from './visits.ts';

const file = process.env['ANALYZER_CONFIG'];
if (file === undefined)
  throw new Error('Set ANALYZER_CONFIG to the path of a JSON file (README.md shows one).');

const config = parseConfig(JSON.parse(readFileSync(file, 'utf8')));
const vault = sqliteVault(config.vault.file, { key: config.vault.key });
const sessions = openSessions(config.vault.file, config.baseUrl.startsWith('https:'));
const valetkey = openClient(config, { vault, onEvent: event => console.log(JSON.stringify(event)) });
const cleaning = setInterval(() => void endOldVisits(sessions, valetkey).catch(console.error), 3_600_000);
const server = buildAnalyzer(config, { valetkey, sessions }).listen(
  config.port,
  config.host ?? '127.0.0.1',
  error => {
    if (error) throw error;
    console.log(`Database Analyzer: ${config.baseUrl}`);
  },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(cleaning);
    server.close();
    server.closeAllConnections();
    sessions.close();
    void vault.close();
  });
}
