/** From how a program's promise settles to how its job ends. */
import type { RobotResult } from '../../drivers/synthesis-robot.js';
import type { JobEnd } from '../lab/room.js';
import { ProgramFault } from './programs/program.js';

/** Somebody stopped the program. */
export class StopRequest extends Error {
  override readonly name = 'StopRequest';

  constructor(readonly how: 'stop' | 'abort') {
    super(`${how} was requested`);
  }
}

/** The controller lost its power. */
export class PowerOff extends Error {
  override readonly name = 'PowerOff';
}

export const INTERRUPTED: JobEnd = {
  state: 'interrupted',
  fault: { code: 'power-loss', message: 'the controller stopped while the program ran' },
};

/** Runs a program to its end; undefined when the power went, because then nobody is left to say so. */
export async function jobEnd(
  program: () => Promise<RobotResult>,
  signal: AbortSignal,
): Promise<JobEnd | undefined> {
  try {
    return { state: 'completed', result: { ...(await program()) } };
  } catch (error) {
    if (signal.reason instanceof PowerOff) return undefined;
    return failedEnd(error);
  }
}

function failedEnd(error: unknown): JobEnd {
  if (error instanceof StopRequest) {
    return { state: 'aborted', fault: { code: error.how, message: error.message } };
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof ProgramFault ? error.code : 'controller-error';
  return { state: 'failed', fault: { code, message } };
}
