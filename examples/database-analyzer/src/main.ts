/** Composition root: the file named by ANALYZER_CONFIG → configuration → app → listen. */
import { readFileSync } from 'node:fs';
import { buildAnalyzer } from './app.ts';
import { parseConfig } from './config.ts';

const file = process.env['ANALYZER_CONFIG'];
if (file === undefined)
  throw new Error('Set ANALYZER_CONFIG to the path of a JSON file (README.md shows one).');

const config = parseConfig(JSON.parse(readFileSync(file, 'utf8')));
const server = buildAnalyzer(config).listen(config.port, config.host ?? '127.0.0.1', error => {
  if (error) throw error;
  console.log(`Database Analyzer: ${config.baseUrl}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
