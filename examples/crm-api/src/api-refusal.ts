/** An expected error of the sample API itself; the provider's format decides how it looks. */
export class ApiRefusal extends Error {
  readonly statusCode: number;
  readonly error: string;

  constructor(statusCode: number, error: string, description: string) {
    super(description);
    this.name = 'ApiRefusal';
    this.statusCode = statusCode;
    this.error = error;
  }
}
