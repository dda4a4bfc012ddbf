/** The public surface of `@valetkey/guard`; the adapters have entries of their own. */
export { accessOf } from './access.ts';
export { createGuard } from './guard.ts';
export { GuardConfigError } from './guard-config-error.ts';
export type {
  Access,
  Allowed,
  Guard,
  GuardLogEntry,
  GuardOptions,
  GuardRequest,
  Refusal,
  Refused,
  RenderedRefusal,
  RouteRule,
  Verdict,
} from './guard-types.ts';
