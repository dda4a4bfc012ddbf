/** Why a token or consent is dead, in words for the app's developer, with what to do (request log). */
import type { DeadReason } from '../store/liveness.ts';

/** The store's own refusals of a redemption or a refresh, beside {@link DeadReason}. */
type Refusal =
  DeadReason | 'unknown' | 'foreign' | 'own_family' | 'future_generation' | 'lost_race' | 'password_changed';

const WORDS: Readonly<Record<Refusal, string>> = {
  app_not_usable: 'the app is suspended or not approved; ask the provider',
  user_not_active: 'the user is disabled at the provider',
  account_not_active: 'the account is suspended at the provider',
  app_not_allowed:
    'the administrators of the account do not allow this app; ask them under “App policy”, nothing has to be connected anew',
  not_a_member: 'the user is no member of the account any more; somebody who is must connect',
  connection_missing: 'the connection does not exist any more; the user must connect again',
  connection_revoked:
    'the user, an administrator or the app took the access back; the user must connect again',
  everything_revoked: 'all access of this app, user or account was taken back; the user must connect again',
  revision_ended: 'the consent was withdrawn and given anew since; use the tokens of the new one',
  family_revoked:
    'these tokens were revoked (by the app, or because a used code or refresh token came back); the user must connect again',
  family_expired: 'the tokens have reached the end of their life; the user must connect again',
  family_idle: 'the refresh token was not used for too long; the user must connect again',
  key_revoked: 'the key was revoked',
  key_expired: 'the key has expired',
  unknown: 'it is unknown here',
  foreign: 'it belongs to another app',
  own_family: 'it belongs to an app that acts for itself, where nothing is refreshed',
  future_generation:
    'it is newer than anything that was issued: the database was restored from a backup; the user must connect again',
  password_changed: 'the user changed the password after the code was issued; the user must connect again',
  lost_race: 'another request was faster; use its answer',
};

export function explainDeath(reason: string): string {
  return reason in WORDS ? WORDS[reason as Refusal] : reason;
}
