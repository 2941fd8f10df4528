/** A cell whose cycling was recorded, every discharge a little smaller than the one before. */
import type { Rows } from '../../../agent/analysis/series.js';
import { SERIES_COLUMNS } from '../../../agent/analysis/series.js';
import { NO_LIMITS, ageingProtocol, formationProtocol } from '../../../agent/experiment/protocols.js';
import type { CommandState } from '../../../agent/record/bodies/work.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { sealOf } from '../../../agent/record/series/seal.js';
import { RECIPE } from '../a-record.js';
import { constantCurrentCycles } from '../analysis/records.js';

const CYCLES = 6;
const LAST = { charge: 5.9, discharge: 5.8 };

/** Six cycles, of which the sixth discharge keeps 96.667 % of the third. */
const ROWS = constantCurrentCycles({
  cycles: CYCLES,
  currentA: 0.004,
  chargeAs: (n) => LAST.charge + (CYCLES - n) / 15,
  dischargeAs: (n) => LAST.discharge + (CYCLES - n) / 15,
});

/** The rows of the last discharge are the last of all. */
const DISCHARGE_ROWS = Math.ceil(LAST.discharge / 0.004 / 60) + 1;

/** Whole, or as it stood when half of the sixth discharge was over. */
export function cycledRows(cutMidDischarge = false): Rows & { from: number } {
  const rows = cutMidDischarge ? ROWS.slice(0, -Math.floor(DISCHARGE_ROWS / 2)) : ROWS;
  return { columns: SERIES_COLUMNS, from: 0, rows };
}

/** @param state how the job that cycled it ended; one that came to its end left all its rows */
export async function cycled(
  record: LabRecord,
  step: 'form' | 'age',
  state: CommandState | 'running',
): Promise<void> {
  const [subject, protocolOf] = [`E0001.${step}`, step === 'form' ? formationProtocol : ageingProtocol];
  const task = { kind: 'protocol', protocol: protocolOf(RECIPE, NO_LIMITS) };
  const body = { experimentId: 'E0001', step, instrument: 'cycler', task, effect: 'irreversible' } as const;
  await record.append({ kind: 'command.intended', subject, body });
  await record.appendRows(subject, cycledRows(state !== 'completed'));
  if (state === 'running') return;
  const settled = { state, ...(await sealOf(record.db, subject)) };
  await record.append({ kind: 'command.settled', subject, body: settled });
}
