/** The public surface of `@valetkey/protocol`. */
export * from './anomaly.ts';
export * from './api-request.ts';
export * from './authorization-request.ts';
export * from './errors.ts';
export * from './guard-api.ts';
export * from './params.ts';
export * from './pkce.ts';
export * from './profile.ts';
export * from './profiles/index.ts';
export * from './redirect-uri.ts';
export * from './rolling-window.ts';
export * from './scope.ts';
export * from './server-metadata.ts';
export * from './state-policy.ts';
export * from './token-request.ts';
export * from './token-response.ts';
export * from './usage.ts';
