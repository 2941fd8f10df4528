/** Counts cycles and steps from the current, for files that do not. */

/**
 * A cycle is a pass in one direction and the pass back: the direction of the first current begins every cycle, and the
 * next one begins where that direction comes again after the other. Rests belong to the cycle they follow. A step ends
 * where the current changes its direction, or begins or ends. Both count from 1.
 */
export class CycleCount {
  private first = 0;
  private pass = 0;
  private direction: number | undefined;
  cycle = 1;
  step = 1;

  /** @param restCurrentA currents up to this size are none */
  constructor(private readonly restCurrentA: number) {}

  /** The next row; one without a number changes nothing. */
  take(currentA: number): void {
    if (Number.isNaN(currentA)) return;
    const direction = Math.abs(currentA) <= this.restCurrentA ? 0 : Math.sign(currentA);
    if (direction === this.direction) return;
    if (this.direction !== undefined) this.step++;
    this.direction = direction;
    if (direction === 0) return;
    if (this.first === 0) this.first = direction;
    if (direction === this.first && this.pass === -direction) this.cycle++;
    this.pass = direction;
  }
}
