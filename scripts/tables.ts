/** `npm run tables`: writes the column of tests into docs/requirements.md and docs/security.md from the titles of the tests, docs/operations.md and docs/quickstart/. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { TABLES, findNamedTests, rewriteTable } from '../tests/named-tests.ts';
import { QUICKSTART_PAGES, renderPages } from '../tests/quickstarts/pages.ts';
import { OPERATIONS_PAGE, renderOperations } from '../tests/operations.ts';

const named = findNamedTests();
for (const path of TABLES) writeFileSync(path, rewriteTable(readFileSync(path, 'utf8'), named));
writeFileSync(OPERATIONS_PAGE, renderOperations());
mkdirSync(QUICKSTART_PAGES, { recursive: true });
for (const [name, text] of renderPages()) writeFileSync(`${QUICKSTART_PAGES}${name}`, text);
