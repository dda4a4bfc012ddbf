/** Preloaded into a child process by `--import`: takes the guard named in WITHOUT_GUARD out of the sources as they are loaded. */
import { registerHooks } from 'node:module';
import { GUARDS, withoutGuard, type Guard } from './guards.ts';

const guard = process.env['WITHOUT_GUARD'] ?? '';
if (!(guard in GUARDS)) throw new Error(`There is no guard "${guard}".`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const isPatched = GUARDS[guard as Guard].some(({ file }) => url.endsWith(`/${file}`));
    if (!isPatched) return loaded;
    return { ...loaded, source: withoutGuard(guard as Guard, url, String(loaded.source)) };
  },
});
