/** Addresses that mean `/admin/people` to one parser and something else to another (S-Q9), for the adapters' tests. */
import { request as httpRequest } from 'node:http';

export const PATH_TRICKS = [
  '/admin/people',
  '//admin/people',
  '/admin//people',
  '/admin/people/',
  '/ADMIN/people',
  '/Admin/People',
  '/admin%2fpeople',
  '/admin%2Fpeople',
  '/admin/%70eople',
  '/%61dmin/people',
  '/admin/people;x=1',
  '/admin;x=1/people',
  '/public/../admin/people',
  '/public/..;/admin/people',
  '/./admin/people',
  '/admin/./people',
  '/admin/people%00',
  '/admin/people%20',
  '/admin\\people',
  '/admin/people?public',
  '/admin/people#x',
  'http://other.example/admin/people',
];

/** The request line as given: `fetch` would tidy the path. */
export function sendRaw(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', path, method, headers }, response => {
      let body = '';
      response.on('data', chunk => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }));
    })
      .on('error', reject)
      .end();
  });
}
