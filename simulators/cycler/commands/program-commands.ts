/** Putting programs into the tester's memory. */
import { unquoteJobId } from '../../../drivers/scpi-cycler/codec/job-id.js';
import { encodeProgramChecksum, programChecksum } from '../../../drivers/scpi-cycler/codec/program.js';
import type { CyclerProgram } from '../../../drivers/scpi-cycler/codec/program.js';
import { Refusal } from '../error-queue.js';
import { ProgramUpload } from '../program-upload.js';
import type { Call, Question, Session, Setting } from './command.js';

/** Programs kept for each channel; the oldest goes when one more comes. */
const PROGRAMS_PER_CHANNEL = 8;

export const programQuestions: readonly (readonly [string, Question])[] = [
  [
    'PROG:CRC?',
    ({ programs }, { text }) => {
      const jobId = unquoteJobId(text);
      return encodeProgramChecksum(jobId, programChecksum(program(programs, jobId)));
    },
  ],
];

export const programSettings: readonly (readonly [string, Setting])[] = [
  ['PROG:NEW', begin],
  ...['CHAN', 'CELL', 'REC', 'LIM', 'STEP'].map((part) => [`PROG:${part}`, add] as const),
  ['PROG:END', finish],
];

/** @throws {Refusal} -282 when no program of this job is in memory */
export function program(programs: Session['programs'], jobId: string): CyclerProgram {
  const found = programs.get(jobId);
  if (!found) throw new Refusal(-282, 'Illegal program name', `no program ${jobId} in memory`);
  return found;
}

async function begin(session: Session, { text }: Call): Promise<void> {
  session.upload = new ProgramUpload(unquoteJobId(text));
}

async function add(session: Session, { header, text }: Call): Promise<void> {
  uploading(session).add(`${header} ${text}`);
}

async function finish(session: Session): Promise<void> {
  const { jobId } = uploading(session);
  const finished = uploading(session).finish();
  session.upload = undefined;
  const objections = session.tester.objections(finished);
  if (objections.length > 0) throw new Refusal(-222, 'Data out of range', objections.join('; '));
  const { programs, tester } = session;
  programs.set(jobId, finished);
  if (programs.size > PROGRAMS_PER_CHANNEL * tester.channels) programs.delete(programs.keys().next().value!);
}

function uploading(session: Session): ProgramUpload {
  if (!session.upload) throw new Refusal(-221, 'Settings conflict', 'PROG:NEW comes first');
  return session.upload;
}
