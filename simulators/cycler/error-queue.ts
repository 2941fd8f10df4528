/** The error queue of SCPI-1999 (volume 2, 21.8): first in, first out, of limited depth. */
import { NO_ERROR, type ScpiError } from '../../drivers/scpi-cycler/codec/system.js';

/** The instrument says no, with the error that goes into the queue. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: number,
    text: string,
    /** Device-dependent information after a semicolon. */
    detail = '',
  ) {
    super(detail === '' ? text : `${text};${detail}`);
  }
}

const DEPTH = 10;

export class ErrorQueue {
  private errors: ScpiError[] = [];

  /** When it is full the newest entry becomes -350: what came after is lost, what came first is kept. */
  push(error: ScpiError): void {
    if (this.errors.length < DEPTH) this.errors.push(error);
    else this.errors[DEPTH - 1] = { code: -350, text: 'Queue overflow' };
  }

  /** Takes the oldest error out; code 0 when there is none. */
  next(): ScpiError {
    return this.errors.shift() ?? NO_ERROR;
  }

  clear(): void {
    this.errors = [];
  }
}
