/** What the record holds of an experiment to be analysed: all of it, or as far as the experiment came. */
import type { Knex } from 'knex';
import type { Table } from '../../drivers/instrument.js';
import { commandOf } from '../record/commands.js';
import { readSeries } from '../record/series/series.js';
import type { Evidence, Unfinished } from './characterisation.js';

/** @throws {RecordError} `damaged`: rows are not what was stored */
export async function storedEvidence(db: Knex, experimentId: string): Promise<Partial<Evidence>> {
  const table = async (step: string): Promise<Table | undefined> => {
    const series = await readSeries(db, `${experimentId}.${step}`);
    return series.columns.length > 0 ? series : undefined;
  };
  const [formation, ageing, impedance, composition] = [
    await table('form'),
    await table('age'),
    await table('impedance'),
    await table('film'),
  ];
  const film = (await commandOf(db, `${experimentId}.film`))?.result as Evidence['film'] | undefined;
  const weighed = (await commandOf(db, `${experimentId}.weigh`))?.result as Evidence['weighed'];
  const unfinished = await unfinishedOf(db, experimentId);
  return {
    ...(unfinished.length > 0 && { unfinished }),
    ...(weighed?.kind === 'microbalance' && { weighed }),
    ...(formation && { formation }),
    ...(ageing && { ageing }),
    ...(impedance && { impedance }),
    ...(film?.kind === 'film' && composition && { film, composition }),
  };
}

async function unfinishedOf(db: Knex, experimentId: string): Promise<Unfinished> {
  const records = [
    { record: 'formation', command: await commandOf(db, `${experimentId}.form`) },
    { record: 'ageing', command: await commandOf(db, `${experimentId}.age`) },
  ] as const;
  return records
    .filter(({ command }) => command && command.state !== 'completed')
    .map(({ record }) => record);
}
