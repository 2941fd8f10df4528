/** The ways in which a command or a job of an instrument on MQTT does not go through. */
import type { RefusalCode } from '../../drivers/mqtt-instrument/codec.js';
import type { JobEnd } from '../lab/room.js';

/** A command that is not carried out. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

/** A job that was begun and could not be finished. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get end(): JobEnd {
    return { state: 'failed', fault: { code: this.code, message: this.message } };
  }
}

/** A job that was stopped on its way: by command, or because the controller stopped. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor(readonly as: 'aborted' | 'interrupted') {
    super(as === 'aborted' ? 'stopped by command' : 'the controller stopped while the job ran');
  }

  get end(): JobEnd {
    const code = this.as === 'aborted' ? 'stopped' : 'power-loss';
    return { state: this.as, fault: { code, message: this.message } };
  }
}

/**
 * How a job ends that threw `error`. What nobody foresaw is a mistake in the controller: it ends this job as any other
 * failure does, or the job would seem to run for ever.
 */
export function endOf(error: unknown): JobEnd {
  if (error instanceof Stopped || error instanceof JobFailed) return error.end;
  return new JobFailed('controller-error', error instanceof Error ? error.message : String(error)).end;
}
