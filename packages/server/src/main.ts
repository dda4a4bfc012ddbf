#!/usr/bin/env node
/** The command `valetkey`. What it can do stands in cli/commands.ts. */
import { run } from './cli/run.ts';

process.exitCode = await run(process.argv.slice(2));
