/** Mints an authorization code: a signed pointer to a consent, no row (R32). */
import { hash } from 'node:crypto';
import { scopeMask } from '@valetkey/protocol';
import type { Connection, EpochSeconds, Id } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { newId } from '../ids.ts';
import type { Provider } from '../providers.ts';
import { encodeCode, type CodeText } from '../token-format.ts';
import type { FrozenRequest } from './frozen-request.ts';

/** What makes two codes of one consent different; the same mint gives the same code again. */
export interface CodeMint {
  familyId: Id;
  expiresAt: EpochSeconds;
  keyId: string;
}

export function newMint(core: Core, provider: Provider): CodeMint {
  return {
    familyId: newId(core.clock.nowMs()),
    expiresAt: nowSeconds(core.clock) + provider.codeLifetimeSeconds,
    keyId: core.keys.macKey.id,
  };
}

/** `scopes`: what was granted for this request; a subset of the connection's. */
export function issueCode(
  core: Core,
  request: FrozenRequest,
  connection: Connection,
  scopes: readonly string[],
  { familyId, expiresAt, keyId }: CodeMint,
): CodeText {
  return encodeCode(core.keys.macKeyById(keyId) ?? core.keys.macKey, {
    familyId,
    connectionId: connection.id,
    revision: connection.revision,
    expiresAt,
    codeChallenge: request.codeChallenge,
    redirectUriGiven: request.redirectUriGiven,
    redirectUriHash: hashRedirectUri(request.redirectUri),
    scopeMask: scopeMask(connection.scopes, scopes),
  });
}

export function hashRedirectUri(uri: string): Buffer {
  return hash('sha256', uri, 'buffer');
}
