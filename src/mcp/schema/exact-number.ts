/** A number of an argument as it was written, because a double would change it. */
export class ExactNumber {
  constructor(readonly literal: string) {}
}
