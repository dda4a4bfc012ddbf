/** What a card says after something happened: one title, one sentence, and the provider's own words where it refused. */
import type { Refusal } from './refusal.ts';

export interface Notice {
  tone: 'good' | 'calm' | 'problem';
  title: string;
  text: string;
  refusal: Refusal | null;
  /** The button then reads "Connect again". */
  again: boolean;
}

const place = 'Settings → Integrations → Active Integrations';

function notice(
  tone: Notice['tone'],
  title: string,
  text: string,
  refusal: Refusal | null = null,
  again = false,
): Notice {
  return { tone, title, text, refusal, again };
}

/** RFC 6749 §4.1.2.1: the answer to the authorization request was an error. */
export function notConnected(provider: string, refusal: Refusal): Notice {
  return refusal.code === 'access_denied'
    ? notice(
        'calm',
        'You said no',
        `${provider} gave us nothing, and we keep nothing. You can change your mind.`,
        refusal,
      )
    : notice('problem', 'Not connected', `${provider} did not open this connection.`, refusal);
}

export function noToken(provider: string, refusal: Refusal): Notice {
  return notice(
    'problem',
    'Not connected',
    `You said yes, but ${provider} gave no access key for it.`,
    refusal,
    true,
  );
}

export function takenBack(provider: string, refusal: Refusal): Notice {
  const text = `${provider} no longer accepts our access key, so we threw it away, and what we had read with it.`;
  return notice('calm', 'Access was taken back', text, refusal, true);
}

export function notRead(provider: string, refusal: Refusal): Notice {
  return notice('problem', 'Not read', `${provider} gave nothing new. What we read before stays.`, refusal);
}

export function refreshed(): Notice {
  return notice(
    'good',
    'New access key',
    'The refresh token was exchanged; the old access key has been replaced.',
  );
}

export function notRefreshed(provider: string, refusal: Refusal): Notice {
  return notice(
    'problem',
    'Not refreshed',
    `${provider} gave no new access key. The old one stays.`,
    refusal,
  );
}

export function disconnected(provider: string): Notice {
  const text = `${provider} answered 200 to the revocation: the access key is dead, and we forgot it and what we had read.`;
  return notice('good', 'Disconnected', text, null, true);
}

export function notDisconnected(provider: string, refusal: Refusal): Notice {
  const text = `${provider} did not confirm the revocation. Try again, or take access back at ${provider} under ${place}.`;
  return notice('problem', 'Still connected', text, refusal);
}
