/** How a lab's time goes on when the lab is switched on. */
import { LabDescriptor } from '../../config/lab-descriptor.js';
import { LabClock, type Clock, type ClockAnchor } from '../../core/clock.js';

export interface LabTime {
  readonly anchor: ClockAnchor;
  /** Lab time at which the lab is switched on, ms since the epoch. */
  readonly onMs: number;
}

/** From where it stood: nobody lived by it while the lab was off. */
export function resumedTime(steady: Clock, stoodMs: number, factor: number): LabTime {
  return { anchor: { linkMs: steady.now(), labMs: stoodMs, factor }, onMs: stoodMs };
}

/**
 * As if the lab had never been off: an agent has lived by this time meanwhile, and theirs must be one and the same.
 * @param handedOver the anchor of that time, as JSON
 * @throws {Error} it is none
 */
export function unbrokenTime(steady: Clock, handedOver: string): LabTime {
  const anchor = LabDescriptor.shape.clock.parse(JSON.parse(handedOver));
  return { anchor, onMs: new LabClock(steady, anchor).now() };
}
