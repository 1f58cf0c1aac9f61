import { IsBoolean, IsInt } from 'class-validator';

/** How many of the organisation's invoices a report is made of. */
export class Coverage {
  /** Number of invoices that the sums include. */
  @IsInt()
  readonly invoices: number;

  /**
   * False when there are more invoices or currencies than a report can include, or when an amount is not a decimal number.
   */
  @IsBoolean()
  readonly complete: boolean;
}
