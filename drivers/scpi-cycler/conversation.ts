/** Exchanges with the tester: questions that may be repeated, settings that are confirmed, uploads that are read back. */
import { InstrumentError } from '../instrument-error.js';
import type { LineLink } from '../transports/line-link.js';
import type { Talk } from '../transports/line-transport.js';
import { commands } from './codec/commands.js';
import {
  decodeProgramChecksum,
  encodeProgram,
  programChecksum,
  type CyclerProgram,
} from './codec/program.js';
import { decodeError, encodeError, type ScpiError } from './codec/system.js';

const ATTEMPTS = 3;
/** An error queue that never empties is a fault of its own. */
const MAX_ERRORS = 50;

export class Conversation {
  constructor(
    private readonly instrument: string,
    private readonly link: LineLink,
    /** For each reply, ms. */
    private readonly deadlineMs: number,
  ) {}

  /** Asks; again when the answer was lost or garbled, for a question changes nothing. */
  ask<T>(question: string, decode: (reply: string) => T): Promise<T> {
    return repeated(isGarbled, () => this.link.turn((talk) => talk.query(question, decode, this.deadlineMs)));
  }

  /** A setting that may be made more than once. @throws {InstrumentError} `refused`, `unknown-outcome`, `not-sent` */
  insist(command: string): Promise<void> {
    return repeated(isGarbled, () => this.link.turn((talk) => this.set(talk, command)));
  }

  /** A setting that is made again only when the tester said that it did not understand. */
  setOnce(command: string): Promise<void> {
    return repeated(isMisheard, () => this.link.turn((talk) => this.set(talk, command)));
  }

  /**
   * Puts a program into the tester's memory and reads its checksum back. Nothing runs by this.
   * @throws {InstrumentError} `refused` when the tester does not accept it, else `not-sent`
   */
  async upload(jobId: string, program: CyclerProgram): Promise<void> {
    const lines = [commands.newProgram(jobId), ...encodeProgram(program), commands.endProgram];
    try {
      await repeated(isGarbled, () =>
        this.link.turn(async (talk) => {
          for (const line of lines) await this.set(talk, line);
          await this.readBack(talk, jobId, programChecksum(program));
        }),
      );
    } catch (cause) {
      if (cause instanceof InstrumentError && cause.fault === 'refused') throw cause;
      const message = `program ${jobId} could not be uploaded, so nothing was started; ask again later`;
      throw new InstrumentError(this.instrument, 'not-sent', message, { jobId }, { cause });
    }
  }

  private async readBack(talk: Talk, jobId: string, expected: string): Promise<void> {
    const decode = (reply: string): string => decodeProgramChecksum(jobId, reply);
    const found = await talk.query(commands.programChecksum(jobId), decode, this.deadlineMs);
    if (found === expected) return;
    const message = `program ${jobId} reads back as ${found}, expected ${expected}`;
    throw new InstrumentError(this.instrument, 'protocol', message, { jobId, expected, found });
  }

  /** A setting has no reply of its own: only an empty error queue after it says that it was taken. */
  private async set(talk: Talk, command: string): Promise<void> {
    await talk.send(command, this.deadlineMs);
    const errors = await this.errors(talk, command);
    if (errors.length === 0) return;
    const said = errors.map(encodeError).join('; ');
    throw new InstrumentError(this.instrument, 'refused', `"${command}" was refused: ${said}`, {
      command,
      errors,
    });
  }

  private async errors(talk: Talk, command: string): Promise<ScpiError[]> {
    const errors: ScpiError[] = [];
    try {
      while (errors.length < MAX_ERRORS) {
        const error = await talk.query(commands.nextError, decodeError, this.deadlineMs);
        if (error.code === 0) break;
        errors.push(error);
      }
      return errors;
    } catch (cause) {
      const message = `"${command}" was sent, whether it was taken is not known`;
      throw new InstrumentError(this.instrument, 'unknown-outcome', message, { command }, { cause });
    }
  }
}

async function repeated<T>(worthIt: (error: InstrumentError) => boolean, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof InstrumentError) || !worthIt(error)) throw error;
    }
  }
}

/** The exchange itself went wrong, on the way there or back. */
function isGarbled(error: InstrumentError): boolean {
  return error.fault === 'protocol' || error.fault === 'unknown-outcome' || isMisheard(error);
}

/** Command errors (-100 to -199) mean that the line could not be read: nothing was carried out. */
function isMisheard(error: InstrumentError): boolean {
  const errors =
    error.fault === 'refused' ? (error.context['errors'] as readonly ScpiError[] | undefined) : undefined;
  return errors?.every(({ code }) => code <= -100 && code > -200) ?? false;
}
