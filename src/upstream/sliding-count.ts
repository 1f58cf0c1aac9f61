const SLICES = 10;

/** Counts the events of the last `windowMs`, to a tenth of the window, in constant memory. */
export class SlidingCount {
  private readonly counts = Array.from({ length: SLICES }, () => 0);
  private readonly sliceMs: number;
  private slice = 0;

  /** The clock must count milliseconds and never go back. */
  constructor(
    windowMs: number,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.sliceMs = windowMs / SLICES;
    this.slice = this.currentSlice();
  }

  add(): void {
    this.dropOldSlices();
    this.counts[this.slice % SLICES]! += 1;
  }

  total(): number {
    this.dropOldSlices();
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  clear(): void {
    this.counts.fill(0);
  }

  private dropOldSlices(): void {
    const now = this.currentSlice();
    // After a long pause, one round over the ring empties every slice.
    for (let slice = Math.max(this.slice, now - SLICES) + 1; slice <= now; slice += 1) this.counts[slice % SLICES] = 0;
    this.slice = now;
  }

  private currentSlice(): number {
    return Math.floor(this.clock() / this.sliceMs);
  }
}
