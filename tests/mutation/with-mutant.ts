/** Preloaded by `--import` into a process with tests, and into its children: makes the one change named in MUTANT while sources load. */
import { registerHooks } from 'node:module';
import type { Mutant } from './mutants.ts';

const { file, start, end, text, from } = JSON.parse(process.env['MUTANT'] ?? '{}') as Mutant;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${file}`)) return loaded;
    const source = String(loaded.source);
    if (source.slice(start, end) !== from) throw new Error(`${file} is not what the mutant was made from`);
    return { ...loaded, source: source.slice(0, start) + text + source.slice(end) };
  },
});
