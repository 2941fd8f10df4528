/** How a failure ends an experiment from within. */
import type { Failure } from '../outcome.js';

/** Thrown inside an experiment to end it; carries the classified failure. */
export class ExperimentFailure extends Error {
  override readonly name = 'ExperimentFailure';

  constructor(readonly failure: Failure) {
    super(`${failure.stage}: ${failure.cause} (${failure.evidence})`);
  }
}

/** @throws {ExperimentFailure} when there is one */
export function refuse(failure: Failure | undefined): void {
  if (failure) throw new ExperimentFailure(failure);
}

/** How a command failed; undefined when it did not. */
export async function failureFrom(command: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await command;
    return undefined;
  } catch (error) {
    if (error instanceof ExperimentFailure) return error.failure;
    throw error;
  }
}
