/** A number among the arguments, kept as the client wrote it because a double would change it. */
export class ExactNumber {
  constructor(readonly literal: string) {}
}
