/** `npm run test:fuzz`: bad input. Options as of `npm run test:faults`: `--long`, `--runs N`, `--seed S`, `--only`, `--control`. */
import { fileURLToPath } from 'node:url';
import { runCommand } from '../faults/command.ts';
import { endpoints } from './endpoints.ts';
import { parsers } from './parsers.ts';
import { redirectUris } from './redirect-uris.ts';
import { regexes } from './regexes.ts';

await runCommand([endpoints, parsers, regexes, redirectUris], fileURLToPath(import.meta.url));
