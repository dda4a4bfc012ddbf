/** Whether a port could be opened, by opening and closing it. */
import { createServer } from 'node:net';

/** Null: it could. */
export async function probePort(port: number, host: string): Promise<NodeJS.ErrnoException | null> {
  const probe = createServer();
  const problem = await new Promise<NodeJS.ErrnoException | null>(resolve => {
    probe.once('error', resolve).listen(port, host, () => resolve(null));
  });
  await new Promise<void>(resolve => probe.close(() => resolve()));
  return problem;
}
