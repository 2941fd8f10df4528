/** What the station measures of a cell that has cycled, from what leaves it as it is to what opens it. */
import type { CharacteriserResult } from '../../drivers/characteriser.js';
import type { Table } from '../../drivers/instrument.js';
import type { LabRecord } from '../record/record.js';
import { readSeries } from '../record/series/series.js';
import type { Examine } from './diagnosis/examine.js';
import { ExperimentFailure } from './diagnosis/experiment-failure.js';
import type { Lab } from './experiment.js';
import type { Orders } from './orders.js';
import type { Failure } from './outcome.js';
import type { Recipe } from './recipe.js';

/** What an experiment that went through leaves to be analysed. */
export interface Evidence {
  readonly formation: Table;
  readonly ageing: Table;
  readonly impedance: Table;
  /** Absent where the station could not weigh the film. */
  readonly weighed?: Extract<CharacteriserResult, { kind: 'microbalance' }>;
  readonly film: Extract<CharacteriserResult, { kind: 'film' }>;
  /** The film's atomic fractions with their uncertainties. */
  readonly composition: Table;
  /** What was wrong, although the measurement went through and stands. */
  readonly failure?: Failure;
  /** Absent: none. */
  readonly unfinished?: Unfinished;
}

/** Records whose program did not come to its end: their last cycle is not over, however much of it there is. */
export type Unfinished = readonly ('formation' | 'ageing')[];

interface Tools {
  readonly lab: Pick<Lab, 'station'>;
  readonly record: LabRecord;
  readonly examine: Examine;
  readonly orders: Orders;
}

/** @throws {ExperimentFailure} when the cell is not worth going on with, or impedance or film could not be had */
export async function characterise(
  experimentId: string,
  cellId: string,
  cycled: Pick<Evidence, 'formation' | 'ageing'>,
  recipe: Recipe,
  { lab, record, examine, orders }: Tools,
): Promise<Evidence> {
  const { jobId } = await orders.give('impedance', lab.station, { kind: 'impedance', cellId });
  const impedance = await readSeries(record.db, jobId);
  const finding = examine({ ...cycled, impedance }, recipe, jobId);
  if (finding?.isOver) throw new ExperimentFailure(finding.failure);
  const weighed = await ifItCan(orders.give('weigh', lab.station, { kind: 'microbalance', cellId }));
  const film = await orders.give('film', lab.station, { kind: 'film', cellId });
  const composition = await readSeries(record.db, film.jobId);
  return {
    ...cycled,
    ...{ impedance, film: film.result, composition },
    ...(weighed && { weighed: weighed.result }),
    ...(finding && { failure: finding.failure }),
  };
}

/** Not every station has a microbalance: what it would have told is missing then, and nothing else. */
async function ifItCan<T>(measurement: Promise<T>): Promise<T | undefined> {
  try {
    return await measurement;
  } catch (error) {
    if (error instanceof ExperimentFailure) return undefined;
    throw error;
  }
}
