/** The data directory and who can read it (S-T10). */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, fail, ok, warn } from './check.ts';

const SECRET_FILES = ['master.key', 'valetkey.db', 'valetkey.db-wal', 'valetkey.db-shm', 'demo.json'];

export function checkFiles(directory: string): Check[] {
  const name = 'data directory';
  if (!existsSync(directory))
    return [fail(name, `there is no ${directory}`, 'Check --data, or start the server once: valetkey serve')];
  if (process.platform === 'win32') return [ok(name, directory)];
  const open = SECRET_FILES.map(file => join(directory, file)).filter(
    file => existsSync(file) && isOpen(file),
  );
  return [
    isOpen(directory)
      ? warn(name, `${directory} can be entered by other users`, `Run: chmod 700 ${directory}`)
      : ok(name, directory),
    ...open.map(file => fail('secret file', `${file} can be read by others`, `Run: chmod 600 ${file}`)),
  ];
}

function isOpen(path: string): boolean {
  return (statSync(path).mode & 0o077) !== 0;
}
