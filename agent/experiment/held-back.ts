/** Starting something on an instrument only when that may be. */
import type { Instrument } from '../../drivers/instrument.js';

/**
 * The same instrument, whose `start` waits first. A job that was decided on may reach it much later, when its link is
 * back: what holds back must be asked then, not before.
 */
export function heldBack(instrument: Instrument, mayStart: () => Promise<void>): Instrument {
  const start: Instrument['start'] = async (jobId, task) => {
    await mayStart();
    await instrument.start(jobId, task);
  };
  return new Proxy(instrument, {
    get: (target, name) => {
      if (name === 'start') return start;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
