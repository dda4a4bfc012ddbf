/** `npm run tables`: writes the column of tests into docs/requirements.md and docs/security.md from the titles of the tests. */
import { readFileSync, writeFileSync } from 'node:fs';
import { TABLES, findNamedTests, rewriteTable } from '../tests/named-tests.ts';

const named = findNamedTests();
for (const path of TABLES) writeFileSync(path, rewriteTable(readFileSync(path, 'utf8'), named));
