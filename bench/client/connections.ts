/** Connections as they would be after consent, written straight into a vault. */
import { createClient, type ClientOptions, type ValetkeyClient } from '../../packages/client/src/index.ts';
import { SecretText } from '../../packages/client/src/secret-text.ts';
import type { ConnectionRecord } from '../../packages/client/src/vault/connection-record.ts';
import type { Vault } from '../../packages/client/src/vault/vault.ts';

/** As long as those of our server. */
const TOKEN_LENGTH = 86;

export function newRecord(number: number): ConnectionRecord {
  const now = Math.floor(Date.now() / 1000);
  const token = (prefix: string): SecretText =>
    new SecretText(`${prefix}${number}`.padEnd(TOKEN_LENGTH, 'x'));
  return {
    id: `con_${String(number).padStart(22, '0')}`,
    provider: 'crm',
    owner: `owner-${number}`,
    subject: JSON.stringify([`usr_${number}`, `acc_${number}`]),
    state: 'connected',
    reason: null,
    version: 1,
    connectedAt: now,
    updatedAt: now,
    tokens: {
      access: token('vka_'),
      refresh: token('vkr_'),
      expiresAt: now + 36_000,
      receivedAt: now,
      scopes: ['people:read'],
    },
  };
}

export function openClientOn(vault: Vault): ValetkeyClient {
  const providers: ClientOptions['providers'] = {
    crm: {
      endpoints: { authorization: 'https://crm.example/authorize', token: 'https://crm.example/token' },
      clientId: 'bench',
      clientSecret: 'bench',
    },
  };
  return createClient({ providers, vault, redirectUri: 'https://app.example/callback' });
}
