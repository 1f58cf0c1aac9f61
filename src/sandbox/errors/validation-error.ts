import { UnprocessableEntityException } from '@nestjs/common';

/** One entry of FastAPI's `detail` list (FastAPI, "Handling Errors"). */
export interface ValidationErrorDetail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input?: unknown;
}

/** The 422 response of FastAPI, with all errors of a request. */
export const unprocessable = (errors: readonly ValidationErrorDetail[]): UnprocessableEntityException =>
  new UnprocessableEntityException({ detail: errors });
