/** The ends of a program step, sorted by kind; infinite where the step names none. */
import type { Termination } from '../../../drivers/protocol.js';

export interface Ends {
  readonly timeS: number;
  /** Moved in the step, A s. */
  readonly capacityC: number;
  /** Magnitude below which a falling current ends the step, A; 0 for none. */
  readonly currentA: number;
  /** Voltages that end a step when passed. */
  readonly voltagesV: readonly number[];
}

export function ends(until: readonly Termination[]): Ends {
  const values = (quantity: Termination['quantity']): number[] =>
    until.filter((end) => end.quantity === quantity).map((end) => end.value);
  return {
    timeS: Math.min(Infinity, ...values('time')),
    capacityC: Math.min(Infinity, ...values('capacity')),
    currentA: Math.max(0, ...values('current')),
    voltagesV: values('voltage'),
  };
}
