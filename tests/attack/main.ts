/** `npm run test:attack`: as somebody would who means it. Options as of `npm run test:faults`: `--long`, `--runs N`, `--seed S`, `--only`, `--control`. */
import { fileURLToPath } from 'node:url';
import { runCommand } from '../faults/command.ts';
import { guessing } from './guessing.ts';
import { proxies } from './proxies.ts';
import { slowAndLarge } from './slow-and-large.ts';
import { timing } from './timing.ts';
import { xss } from './xss.ts';

await runCommand([guessing, timing, slowAndLarge, proxies, xss], fileURLToPath(import.meta.url));
