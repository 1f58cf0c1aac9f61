import { Injectable } from '@nestjs/common';

/** Whether this process sheds load because it cannot keep up. The transport measures it, the readiness probe reports it. */
@Injectable()
export class Load {
  private isOverloaded = (): boolean => false;

  /** Sets how to measure; until then the process counts as not overloaded. */
  measureWith(isOverloaded: () => boolean): void {
    this.isOverloaded = isOverloaded;
  }

  get shedding(): boolean {
    return this.isOverloaded();
  }
}
