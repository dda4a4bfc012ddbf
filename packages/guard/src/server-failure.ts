/** The server gave no usable answer. `status`: what it answered instead, if anything. */
export class ServerFailure extends Error {
  readonly status: number | undefined;

  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ServerFailure';
    this.status = options.status;
  }
}
