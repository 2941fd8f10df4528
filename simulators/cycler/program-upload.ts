/** A program on its way into the tester, line by line. */
import { decodeProgram, type CyclerProgram } from '../../drivers/scpi-cycler/codec/program.js';
import { CodecError } from '../../drivers/scpi-cycler/codec/scpi-text.js';
import { Refusal } from './error-queue.js';

const MAX_LINES = 1000;

export class ProgramUpload {
  private readonly lines: string[] = [];

  constructor(readonly jobId: string) {}

  /** @throws {Refusal} -285 when the program is too long */
  add(line: string): void {
    if (this.lines.length === MAX_LINES)
      throw new Refusal(-285, 'Program syntax error', `over ${MAX_LINES} lines`);
    this.lines.push(line);
  }

  /** @throws {Refusal} -285 unless the lines are a whole program */
  finish(): CyclerProgram {
    try {
      return decodeProgram(this.lines);
    } catch (error) {
      if (error instanceof CodecError) throw new Refusal(-285, 'Program syntax error', error.message);
      throw error;
    }
  }
}
