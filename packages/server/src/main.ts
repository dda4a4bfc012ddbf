#!/usr/bin/env node
/** The command `valetkey`. What it can do stands in cli/commands.ts. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Half a second of each start is compiling. Kept beside the program: who can write there could change the program itself.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
const { run } = await import('./cli/run.ts');

// Whoever reads has seen enough: `valetkey events --follow | head`.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await run(process.argv.slice(2));
