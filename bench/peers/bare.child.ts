/** The machine's limit: `node:http` alone. It reads the body and answers with the bytes it was told to: those of the server it is compared with. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sample {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** By method. */
const samples = JSON.parse(process.env['SAMPLES'] ?? '{}') as Record<string, Sample>;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { status, headers, body } = samples[request.method ?? '']!;
    Buffer.concat(chunks).toString();
    response.writeHead(status, headers);
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () =>
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })),
);
