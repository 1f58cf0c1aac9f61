const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Splits a byte stream into lines of bounded length. A longer line is dropped while it arrives and reported once, so that a
 * client that never sends a newline cannot fill the memory.
 */
export class LineSplitter {
  private parts: Buffer[] = [];
  private length = 0;
  private dropping = false;

  constructor(
    private readonly maxLineBytes: number,
    private readonly onLine: (line: Buffer) => void,
    private readonly onOversizedLine: () => void,
  ) {}

  /** Processes the next bytes of the stream. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.append(chunk.subarray(start, end));
      this.finishLine();
      start = end + 1;
    }
    this.append(chunk.subarray(start));
  }

  private append(part: Buffer): void {
    this.length += part.length;
    if (this.length > this.maxLineBytes) {
      this.dropping = true;
      this.parts = [];
    } else if (part.length > 0) {
      this.parts.push(part);
    }
  }

  private finishLine(): void {
    const line = withoutCarriageReturn(Buffer.concat(this.parts));
    const wasDropped = this.dropping;
    this.parts = [];
    this.length = 0;
    this.dropping = false;
    if (wasDropped) this.onOversizedLine();
    else if (line.length > 0) this.onLine(line);
  }
}

/** Some clients on Windows end lines with CRLF. */
const withoutCarriageReturn = (line: Buffer): Buffer => (line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line);
