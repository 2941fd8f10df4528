/** Connects the instruments when the agent starts, with patience for those that are still starting themselves. */
import type { Clock } from '../../core/clock.js';
import type { Instrument } from '../../drivers/instrument.js';
import { InstrumentError, type Fault } from '../../drivers/instrument-error.js';
import type { Lab } from '../experiment/experiment.js';

type Connectable = Pick<Instrument, 'connect'>;

/** How long it may take until something answers, link time, where waiting can help: other faults need a person. */
const PATIENCE_MS: Partial<Record<Fault, number>> = { 'not-sent': 60_000, absent: 15_000 };
const RETRY_MS = 1000;

/**
 * Connects all instruments at once, trying again while they may still be starting.
 * @param tell is told once of each instrument that is waited for, and why
 * @throws {AggregateError} of every instrument that cannot be reached, each with what to do
 */
export async function connectAll(
  { robot, cycler, station }: Readonly<Record<keyof Omit<Lab, 'limits'>, Connectable>>,
  clock: Clock,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  const results = await Promise.allSettled(
    [robot, cycler, station].map((instrument) => connectPatiently(instrument, clock, signal, tell)),
  );
  const errors = results
    .filter((result) => result.status === 'rejected')
    .map((result): unknown => result.reason);
  if (errors.length === 0) return;
  const lines = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  throw new AggregateError(
    errors,
    `cannot reach ${errors.length} of 3 instruments:\n  ${lines.join('\n  ')}`,
  );
}

async function connectPatiently(
  instrument: Connectable,
  clock: Clock,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  const startedMs = clock.monotonic();
  for (let isTold = false; ; isTold = true) {
    try {
      await instrument.connect(signal);
      return;
    } catch (error) {
      const patienceMs = patienceWith(error);
      if (clock.monotonic() - startedMs >= patienceMs) throw error;
      if (!isTold) tell(`waiting up to ${patienceMs / 1000} s for ${(error as Error).message}`);
      await clock.sleep(RETRY_MS, signal);
    }
  }
}

function patienceWith(error: unknown): number {
  return error instanceof InstrumentError ? (PATIENCE_MS[error.fault] ?? 0) : 0;
}
