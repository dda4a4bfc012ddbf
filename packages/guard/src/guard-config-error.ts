/** A mistake in how the guard was set up: speaks to the operator, at start-up. */
export class GuardConfigError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'GuardConfigError';
  }
}
