/** Every kind of write an experiment makes, one after the other. */
import type { NewEvent } from '../../../agent/record/lab-event.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { sealOf } from '../../../agent/record/series/seal.js';
import { OPENING } from '../a-record.js';
import { note } from './dump.js';

export type Write = (record: LabRecord) => Promise<unknown>;

const ROWS = 400;
const CHUNKS = 6;
const JOB = 'E0001.form';

const rowsFrom = (from: number): number[][] =>
  Array.from({ length: ROWS }, (_, row) => [from + row, Math.sin(from + row), Math.cos(from + row)]);

const append =
  (...events: readonly NewEvent[]): Write =>
  (record) =>
    record.append(...events);

const settle: Write = async (record) => {
  const body = { state: 'completed' as const, ...(await sealOf(record.db, JOB)) };
  await record.append({ kind: 'command.settled', subject: JOB, body });
};

/** After each of these a record is whole. */
export const AN_EXPERIMENT: readonly Write[] = [
  ...OPENING.map((event) => append(event)),
  append({ kind: 'lease.taken', subject: 'cycler.1', body: { experimentId: 'E0001' } }),
  append({
    kind: 'command.intended',
    subject: JOB,
    body: {
      experimentId: 'E0001',
      step: 'form',
      instrument: 'cycler',
      task: { text: 'x'.repeat(3000) },
      effect: 'irreversible',
    },
  }),
  append({ kind: 'command.acknowledged', subject: JOB, body: {} }),
  ...Array.from({ length: CHUNKS }, (_, chunk): Write => (record) => {
    const from = chunk * ROWS;
    const rows = rowsFrom(from);
    const raw = rows.map((row) => row.join(',')).join(';');
    return record.appendRows(JOB, { columns: ['timeS', 'voltageV', 'currentA'], from, rows, raw });
  }),
  (record) => record.keepReport(JOB, '"E0001.form",COMPLETED'),
  settle,
  append({
    kind: 'observation.made',
    subject: 'retention',
    body: {
      experimentId: 'E0001',
      value: 0.9,
      standardUncertainty: 0.01,
      unit: '1',
      quality: 'valid',
      reason: '',
      definitions: 2,
    },
  }),
  append({ kind: 'lease.released', subject: 'cycler.1', body: { experimentId: 'E0001' } }),
  append(note('y'.repeat(9000)), note('two at once')),
];
