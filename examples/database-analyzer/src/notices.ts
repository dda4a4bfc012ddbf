/** What a card says after something happened: one title, one sentence, and the provider's own words where it refused. */
import type { Refusal } from './refusal.ts';

export interface Notice {
  tone: 'good' | 'calm' | 'problem';
  title: string;
  text: string;
  refusal: Refusal | null;
  /** What the card is marked with, where nothing is connected any more. */
  state?: 'disconnected';
}

const place = 'Settings → Integrations → Active Integrations';

function notice(tone: Notice['tone'], title: string, text: string, refusal: Refusal | null = null): Notice {
  return { tone, title, text, refusal };
}

/** RFC 6749 §4.1.2.1: the answer to the authorization request was an error, or the code gave no token. */
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

/** By the reason that the client gives. */
const ENDINGS: Record<string, string> = {
  revoked: 'Somebody ended it there, or it was never used again',
  revoked_by_user: 'You ended it there',
  revoked_by_administrator: 'An administrator of your account ended it there',
  expired: 'Its time is over',
  answer_lost: 'An answer was lost on the way',
};

export function takenBack(provider: string, reason: string): Notice {
  const why = ENDINGS[reason] ?? 'It ended there';
  const text = `${why}: ${provider} no longer accepts our access key, and we threw away what we had read with it.`;
  return notice('calm', 'Access was taken back', text);
}

/** The rest works on. */
export function scopeMissing(provider: string): Notice {
  const text = `${provider} opens only a part of what we asked for. Connect again to allow the rest, or leave it so.`;
  return notice('calm', 'Connected in part', text);
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
  const text = `${provider} confirmed the revocation: the access key is dead, and we forgot it and what we had read.`;
  return { ...notice('good', 'Disconnected', text), state: 'disconnected' };
}

export function disconnectedHere(provider: string, refusal: Refusal): Notice {
  const text = `We forgot the access key and what we had read, but ${provider} did not confirm the revocation: take access back there, under ${place}.`;
  return { ...notice('problem', 'Disconnected here only', text, refusal), state: 'disconnected' };
}
