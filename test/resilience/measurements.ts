/** Whether the drills run at their full size, as `npm run test:resilience` does; every other run has the short form. */
export const FULL = process.env.npm_lifecycle_event === 'test:resilience';

/** The figures a drill measured, printed as a table when it is over. */
export class Measurements {
  private readonly rows: [measurement: string, value: string][] = [];

  constructor(
    private readonly drill: string,
    /** Said of the drill beside its name. */
    private readonly form = FULL ? '' : ' (short form)',
  ) {}

  add(measurement: string, value: string | number): void {
    this.rows.push([measurement, String(value)]);
  }

  print(): void {
    const width = Math.max(...this.rows.map(([measurement]) => measurement.length));
    const lines = this.rows.map(([measurement, value]) => `  ${measurement.padEnd(width)}  ${value}`);
    process.stderr.write(`\n${this.drill}${this.form}\n${lines.join('\n')}\n`);
  }
}
