/** A third party's web server on a port known beforehand, since its redirect address is registered before it is built. */
import { createServer, type RequestListener } from 'node:http';
import { after } from 'node:test';

/** Ends with the test. */
export async function serveWebApp(port: number, app: RequestListener): Promise<void> {
  const server = createServer(app);
  after(() => server.close());
  await new Promise<void>(resolve => server.listen(port, 'localhost', resolve));
}
