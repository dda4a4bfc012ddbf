/** `npm run tables`: writes the column of tests into docs/requirements.md and docs/security.md from the titles of the tests, and docs/operations.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { TABLES, findNamedTests, rewriteTable } from '../tests/named-tests.ts';
import { OPERATIONS_PAGE, renderOperations } from '../tests/operations.ts';

const named = findNamedTests();
for (const path of TABLES) writeFileSync(path, rewriteTable(readFileSync(path, 'utf8'), named));
writeFileSync(OPERATIONS_PAGE, renderOperations());
