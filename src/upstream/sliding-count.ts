const SLICES = 10;

/** How many events there were in the last `windowMs`, to a tenth of the window. Memory does not grow with the events. */
export class SlidingCount {
  private readonly counts = Array.from({ length: SLICES }, () => 0);
  private readonly sliceMs: number;
  private slice = 0;

  /** The clock counts milliseconds and never goes back. */
  constructor(
    windowMs: number,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.sliceMs = windowMs / SLICES;
    this.slice = this.currentSlice();
  }

  add(): void {
    this.forgetOld();
    this.counts[this.slice % SLICES]! += 1;
  }

  total(): number {
    this.forgetOld();
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  clear(): void {
    this.counts.fill(0);
  }

  private forgetOld(): void {
    const now = this.currentSlice();
    // However long nothing happened, no slice has to be emptied twice.
    for (let slice = Math.max(this.slice, now - SLICES) + 1; slice <= now; slice += 1) this.counts[slice % SLICES] = 0;
    this.slice = now;
  }

  private currentSlice(): number {
    return Math.floor(this.clock() / this.sliceMs);
  }
}
