/** A connection with its tokens, as the client works with it; in the vault it is sealed. */
import { SecretText } from '../secret-text.ts';
import type { ConnectionRow, ConnectionState } from './vault-store.ts';

export interface Tokens {
  access: SecretText;
  refresh: SecretText | null;
  /** Epoch seconds; null where the provider gives no end. */
  expiresAt: number | null;
  /** When they were received, in epoch seconds: how early to refresh depends on how long they live. */
  receivedAt: number;
  scopes: readonly string[];
}

export interface ConnectionRecord {
  id: string;
  provider: string;
  owner: string;
  subject: string | null;
  state: ConnectionState;
  reason: string | null;
  version: number;
  connectedAt: number;
  updatedAt: number;
  tokens: Tokens;
}

interface SealedTokens {
  access: string;
  refresh: string | null;
  expiresAt: number | null;
  receivedAt: number;
  scopes: readonly string[];
}

export function renderTokens({ access, refresh, ...rest }: Tokens): string {
  const plain: SealedTokens = { access: access.reveal(), refresh: refresh?.reveal() ?? null, ...rest };
  return JSON.stringify(plain);
}

export function parseTokens(text: string): Tokens {
  const { access, refresh, ...rest } = JSON.parse(text) as SealedTokens;
  return {
    access: new SecretText(access),
    refresh: refresh === null ? null : new SecretText(refresh),
    ...rest,
  };
}

/** What the sealed tokens are bound to (S-R6): whose they are, and which write of the row they belong to. */
export function boundTo(row: Pick<ConnectionRow, 'id' | 'owner' | 'provider' | 'version'>): string[] {
  return ['connection', row.id, row.owner, row.provider, String(row.version)];
}
