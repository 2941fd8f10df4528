/** Bringing a functional unit to Stopped with the methods it has. */
import type { Clock } from '../../core/clock.js';
import { InstrumentError } from '../instrument-error.js';
import type { UnitNodes } from './nodes.js';
import { isRunning, type FunctionalUnit, type UnitStatus } from './unit.js';

const DEADLINE_MS = 10_000;
const POLL_MS = 50;

/**
 * Abort (or Stop where there is no Abort), then Clear where it is needed.
 * @throws {InstrumentError} `set-up` when the unit has no method that would stop it, `unknown-outcome` when it did not
 * come to rest in time: both are for a person at the instrument
 */
export async function bringToRest(
  unit: FunctionalUnit,
  { name, abort, stop, clear }: UnitNodes,
  clock: Clock,
  instrument: string,
): Promise<void> {
  const status = await unit.status();
  const halt = abort ?? stop;
  if (isRunning(status) && !halt) {
    const message = `${name} is ${status.state} and offers neither Abort nor Stop: stop it at the instrument`;
    throw new InstrumentError(instrument, 'set-up', message);
  }
  if (status.state === 'Running' && halt) await unit.call(halt).catch(unlessAtRest(unit));
  const rested = await settled(unit, clock, instrument);
  if (rested.state === 'Aborted' && clear) {
    await unit.call(clear).catch(unlessAtRest(unit));
    await settled(unit, clock, instrument);
  }
}

/** The program may have ended between our look and our call: then the refusal means nothing. */
function unlessAtRest(unit: FunctionalUnit): (error: unknown) => Promise<void> {
  return async (error) => {
    if ((await unit.status()).state === 'Running') throw error;
  };
}

async function settled(unit: FunctionalUnit, clock: Clock, instrument: string): Promise<UnitStatus> {
  const endMs = clock.monotonic() + DEADLINE_MS;
  for (;;) {
    const status = await unit.status();
    if (status.state === 'Stopped' || status.state === 'Aborted') return status;
    if (clock.monotonic() > endMs) {
      const message = `still ${status.state} ${DEADLINE_MS / 1000} s after it was told to stop: look at the instrument`;
      throw new InstrumentError(instrument, 'unknown-outcome', message, { state: status.state });
    }
    await clock.sleep(POLL_MS);
  }
}
