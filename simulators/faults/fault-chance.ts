/** Whether a fault strikes now: by chance at its rate, or because it was ordered. */
import type { Rng } from '../../core/rng.js';
import type { ChanceFault, FaultRates } from './catalogue.js';

export class FaultChance {
  private readonly ordered = new Map<ChanceFault, number>();

  constructor(readonly rates: FaultRates) {}

  /** The next `count` occasions on which `fault` could strike, it does. */
  order(fault: ChanceFault, count: number): void {
    this.ordered.set(fault, (this.ordered.get(fault) ?? 0) + count);
  }

  /**
   * One occasion. Draws once, ordered or not: what is ordered changes no later luck.
   * @param exposure in units of the rate; more than 1 where circumstances make it likelier
   */
  strikes(fault: ChanceFault, rng: Rng, exposure = 1): boolean {
    const unlucky = rng.uniform() < this.rates[fault] * exposure;
    const left = this.ordered.get(fault) ?? 0;
    if (left > 0) this.ordered.set(fault, left - 1);
    return left > 0 || unlucky;
  }
}
