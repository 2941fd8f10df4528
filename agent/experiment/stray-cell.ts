/** Before a cell of an ended experiment is moved: is there one, and is it free of current? The instruments are asked. */
import { InstrumentError } from '../../drivers/instrument-error.js';
import { commandOf } from '../record/commands.js';
import type { LabRecord } from '../record/record.js';
import { ExperimentFailure } from './diagnosis/experiment-failure.js';
import { machine } from './diagnosis/failure-kinds.js';
import type { Lab } from './experiment.js';

interface Tools {
  readonly lab: Lab;
  readonly record: LabRecord;
}

/**
 * The id of the cell that the experiment built; undefined when it built none.
 * @throws {ExperimentFailure} when the robot does not know what became of the assembly either
 */
export async function cellOf(experimentId: string, { lab, record }: Tools): Promise<string | undefined> {
  const jobId = `${experimentId}.assemble`;
  const assembly = await commandOf(record.db, jobId);
  if (assembly?.state !== 'unknown') return cellIn(assembly?.result);
  await answerTo(jobId, lab.robot.makeSafe(jobId));
  const { state, result } = await answerTo(jobId, lab.robot.job(jobId));
  if (state === 'unknown') throw unclear(jobId, 'the robot does not know whether it built the cell');
  return cellIn(result);
}

/** Of a cycling that the tester did not end itself. A refusal is only what it seemed to say: the job may run all the same. */
const MAY_RUN: readonly (string | undefined)[] = ['unknown', 'not-executed'];

/**
 * No robot's hand goes to a cell that may be under current.
 * @throws {ExperimentFailure} when the tester does not confirm that a cycling which may still run is off
 */
export async function confirmOff(experimentId: string, { lab, record }: Tools): Promise<void> {
  for (const step of ['form', 'age']) {
    const jobId = `${experimentId}.${step}`;
    const cycling = await commandOf(record.db, jobId);
    if (MAY_RUN.includes(cycling?.state)) await answerTo(jobId, lab.cycler.makeSafe(jobId));
  }
}

function cellIn(result: object | undefined): string | undefined {
  const { cellId } = (result ?? {}) as { readonly cellId?: unknown };
  return typeof cellId === 'string' ? cellId : undefined;
}

async function answerTo<T>(jobId: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof InstrumentError)) throw error;
    throw unclear(jobId, error.message);
  }
}

function unclear(jobId: string, evidence: string): ExperimentFailure {
  const kind = machine('whereabouts-unknown', 'communication_loss');
  return new ExperimentFailure({ stage: 'characterisation', ...kind, evidence, jobId });
}
