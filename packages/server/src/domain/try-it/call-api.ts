/** One call of the company's own API, at the address of its configuration: nobody else names where a token goes. */
import type { ShownAnswer } from './shown.ts';

const ANSWER_WITHIN_MS = 5000;
const LONGEST_SHOWN = 4096;

export async function callApi(url: string, accessToken: string): Promise<ShownAnswer> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      // A token does not follow a redirect to somewhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { status: response.status, body: (await readStart(response)).replaceAll(accessToken, '…') };
  } catch (error) {
    return { status: 0, body: `No answer from the API: ${(error as Error).message}` };
  }
}

/** The beginning is enough to see what it is, and all that is taken into memory. */
async function readStart({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length >= LONGEST_SHOWN) break;
  }
  return text.slice(0, LONGEST_SHOWN);
}
