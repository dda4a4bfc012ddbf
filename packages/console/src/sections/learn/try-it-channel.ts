/** How the answer comes from the window that was opened to the window where the attempt began: both are pages of this console. */

/** What came to the redirect URI. */
export type Received = Readonly<Record<string, string>>;

const NAME = 'valetkey-try-it';

export function announce(received: Received): void {
  const channel = new BroadcastChannel(NAME);
  // A channel is of one origin.
  channel.postMessage(received); // oxlint-disable-line unicorn/require-post-message-target-origin
  channel.close();
}

/** Returns how to stop listening. */
export function listen(state: string, take: (received: Received) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', ({ data }: MessageEvent<Received>) => {
    if (data['state'] === state) take(data);
  });
  return () => channel.close();
}

/** From the whole address, or from what stands after its question mark. */
export function readReceived(address: string): Received {
  const query = address.slice(address.indexOf('?') + 1);
  return Object.fromEntries(new URLSearchParams(query));
}
