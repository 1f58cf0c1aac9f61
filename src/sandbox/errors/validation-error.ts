import { UnprocessableEntityException } from '@nestjs/common';

/** One entry of FastAPI's `detail` list (FastAPI, "Handling Errors"). */
export interface ValidationErrorDetail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input?: unknown;
}

/** The 422 that FastAPI answers with: all faults at once. */
export const unprocessable = (faults: readonly ValidationErrorDetail[]): UnprocessableEntityException =>
  new UnprocessableEntityException({ detail: faults });
