import { Injectable } from '@nestjs/common';

/** Whether this process turns calls away because it cannot keep up. The transport measures it, the probe tells it. */
@Injectable()
export class Load {
  private isTooMuch = (): boolean => false;

  /** Says how to find out; until then there is no load. */
  measuredBy(isTooMuch: () => boolean): void {
    this.isTooMuch = isTooMuch;
  }

  get shedding(): boolean {
    return this.isTooMuch();
  }
}
