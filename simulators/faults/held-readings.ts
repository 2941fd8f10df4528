/** Readings that freeze: while they do, each stays what it was. */
import type { Clock } from '../../core/clock.js';

export class HeldReadings {
  private readonly last = new Map<string, number>();
  private untilMs = -Infinity;

  /** @param lab in which the freeze ends */
  constructor(private readonly lab: Clock) {}

  freeze(forS: number): void {
    this.untilMs = this.lab.monotonic() + 1000 * forS;
  }

  read(name: string, now: () => number): number {
    const held = this.lab.monotonic() < this.untilMs ? this.last.get(name) : undefined;
    const value = held ?? now();
    this.last.set(name, value);
    return value;
  }
}
