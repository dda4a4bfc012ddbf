/** Callers that cost little: prepared requests over bare sockets, one under way on each, the next one as soon as it is answered. */
import { createConnection, type Socket } from 'node:net';

export interface Answer {
  status: number;
  ms: number;
  /** The head of the answer. */
  head: string;
}

export interface Callers {
  /** Closes the connections; settles when all are closed. */
  stop(): Promise<void>;
}

/** @param pauseMs between an answer and the next request of the same caller. */
export function startCallers(
  url: string,
  count: number,
  request: string,
  onAnswer: (answer: Answer) => void,
  pauseMs = 0,
): Callers {
  const state = { isRunning: true };
  const callers = Array.from({ length: count }, () => keepCalling(url, request, onAnswer, pauseMs, state));
  return {
    stop: async () => {
      state.isRunning = false;
      await Promise.all(callers);
    },
  };
}

/** As curl would send it. */
export function formRequest(url: string, path: string, form: Record<string, string>): string {
  const body = new URLSearchParams(form).toString();
  return (
    `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

async function keepCalling(
  url: string,
  request: string,
  onAnswer: (answer: Answer) => void,
  pauseMs: number,
  state: { isRunning: boolean },
): Promise<void> {
  let socket: Socket | null = null;
  while (state.isRunning) {
    socket ??= await connect(url);
    const begun = performance.now();
    const head = await ask(socket, request);
    onAnswer({ status: Number(head.slice(9, 12)), ms: performance.now() - begun, head });
    if (head === '' || /^connection: close/im.test(head)) {
      socket.destroy();
      socket = null;
    }
    if (pauseMs > 0) await new Promise(resume => setTimeout(resume, pauseMs));
  }
  socket?.destroy();
}

function connect(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), hostname, () => resolve(socket)).once('error', reject);
    socket.setNoDelay(true);
  });
}

/** @returns the head of the answer once its body is there; '' where the connection ended. */
function ask(socket: Socket, request: string): Promise<string> {
  return new Promise(resolve => {
    let received = '';
    const finish = (head: string): void => {
      socket.off('data', onData).off('close', onClose);
      resolve(head);
    };
    const onClose = (): void => finish('');
    const onData = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/^content-length: (\d+)/im.exec(received)?.[1] ?? 0);
      if (received.length >= end + 4 + length) finish(received.slice(0, end));
    };
    socket.on('data', onData).on('close', onClose);
    socket.write(request);
  });
}
