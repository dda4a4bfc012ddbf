/** `npm run test:attack`: as somebody would who means it. Options as of `npm run test:faults`: `--long`, `--runs N`, `--seed S`, `--only`, `--control`. */
import { fileURLToPath } from 'node:url';
import { runCommand } from '../faults/command.ts';
import { guessing } from './guessing.ts';
import { timing } from './timing.ts';

await runCommand([guessing, timing], fileURLToPath(import.meta.url));
