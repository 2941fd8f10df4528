/** What every command of the tester is given. */
import type { Identity } from '../../../drivers/instrument.js';
import type { CyclerProgram } from '../../../drivers/scpi-cycler/codec/program.js';
import { Refusal, type ErrorQueue } from '../error-queue.js';
import type { ProgramUpload } from '../program-upload.js';
import type { Tester } from '../tester.js';

/** One conversation. The tester and the finished programs are shared by all of them. */
export interface Session {
  readonly tester: Tester;
  readonly identity: Identity;
  readonly programs: Map<string, CyclerProgram>;
  readonly errors: ErrorQueue;
  upload: ProgramUpload | undefined;
}

export interface Call {
  readonly header: string;
  /** What follows the header. */
  readonly text: string;
  /** The number in the header; 0 when there is none. */
  readonly channel: number;
}

/** @throws {Refusal | CodecError} which becomes an entry of the error queue, and no reply */
export type Question = (session: Session, call: Call) => string;
export type Setting = (session: Session, call: Call) => Promise<void>;

/** @throws {Refusal} -114 unless the tester has this channel */
export function existing({ tester }: Session, channel: number): number {
  if (channel < 1 || channel > tester.channels)
    throw new Refusal(-114, 'Header suffix out of range', `channels are 1 to ${tester.channels}`);
  return channel;
}
