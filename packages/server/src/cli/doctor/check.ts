/** One line of the doctor's report: what was looked at, what was found, and what to do. */
export interface Check {
  name: string;
  status: 'ok' | 'warn' | 'fail';
  found: string;
  /** With `warn` and `fail`. */
  todo?: string;
}

export function ok(name: string, found: string): Check {
  return { name, status: 'ok', found };
}

export function warn(name: string, found: string, todo: string): Check {
  return { name, status: 'warn', found, todo };
}

export function fail(name: string, found: string, todo: string): Check {
  return { name, status: 'fail', found, todo };
}
