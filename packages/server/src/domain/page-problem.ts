/** A refusal that a person sees on our own page: never a redirect (RFC 6749 §4.1.2.1). */
import type { PageLocale } from '@valetkey/protocol';
import type { ErrorModel } from '../pages/models.ts';
import type { Provider } from './providers.ts';

export type ProblemModel = Pick<ErrorModel, 'status' | 'key'> & Partial<ErrorModel>;

export class PageProblem extends Error {
  readonly model: ProblemModel;
  readonly locale: PageLocale | null;
  readonly provider: Provider;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    provider: Provider,
    model: ProblemModel,
    options: { locale?: PageLocale | null; retryAfterSeconds?: number } = {},
  ) {
    super(model.key);
    this.name = 'PageProblem';
    this.provider = provider;
    this.model = model;
    this.locale = options.locale ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
