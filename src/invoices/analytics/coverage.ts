import { IsBoolean, IsInt } from 'class-validator';

/** How much of the organisation's invoices figures were made of. */
export class Coverage {
  /** Invoices that the sums hold. */
  @IsInt()
  readonly invoices: number;

  /**
   * False when there are more invoices or currencies than a report can hold, or an amount that is no decimal number.
   */
  @IsBoolean()
  readonly complete: boolean;
}
