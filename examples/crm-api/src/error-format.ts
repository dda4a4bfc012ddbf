/** How each company writes the errors of its API. The guard's refusals and the API's own errors look alike. */
import type { ProfileName } from '@valetkey/protocol';

export interface ApiError {
  status: number;
  error: string;
  description: string;
  requestId: string;
  details?: unknown;
}

export interface RenderedError {
  status: number;
  body: unknown;
}

export function renderApiError(profile: ProfileName, error: ApiError): RenderedError {
  const { status, description } = error;
  switch (profile) {
    case 'clipron': {
      const details = error.details ?? { request_id: error.requestId };
      return { status, body: { error: { code: error.error, message: description, details } } };
    }
    case 'copernica':
      return { status: copernicaStatus(status), body: { error: { message: description } } };
    case 'copper':
      return { status, body: { success: false, status, message: description } };
    default:
      return {
        status,
        body: { error: error.error, error_description: description, request_id: error.requestId },
      };
  }
}

/** S4's API answers what is wrong with a call with 400; "later" and "our fault" stay what they are. */
function copernicaStatus(status: number): number {
  return status >= 400 && status < 500 && status !== 429 ? 400 : status;
}
