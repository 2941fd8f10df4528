/** Rows of a simulated cell as a simulated tester measures them: noise and resolution are what packs badly. */
import { seededRng } from '../../core/rng.js';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import type { Table } from '../../drivers/instrument.js';
import { encodeJobData } from '../../drivers/scpi-cycler/codec/job-data.js';
import type { Protocol } from '../../drivers/protocol.js';
import { measuredBy } from '../../simulators/lab/members/tester.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { CONTROL, makeCell } from '../physics/cells.js';

export { CYCLER_COLUMNS };

const LIMITS = { minVoltageV: 2, maxVoltageV: 4.5, maxCurrentA: 0.03, maxTemperatureK: 338.15 };
const LOOK_S = 3600;

/** Once a second, as a monitored cell; and as a campaign of ours records. */
export const EVERY_SECOND = { everyS: 1, everyV: 1 };
export const AS_A_CAMPAIGN = { everyS: 120, everyV: 0.01 };

/** Rows `from` on, with the message in which the tester sends them. */
export function pageOf(jobId: string, from: number, rows: readonly (readonly number[])[]): Table {
  const raw = encodeJobData(jobId, from, { columns: CYCLER_COLUMNS, rows });
  return { columns: CYCLER_COLUMNS, from, rows, raw };
}

/** The first `count` rows of cycling at C/2 between 2.8 and 4.2 V with a hold to C/20. */
export function cyclingRows(count: number, recording: Protocol['record']): (readonly number[])[] {
  const cell = makeCell(CONTROL);
  const run = new ProtocolRun(cell, protocolAt(cell.nominalCurrentA, recording));
  const measured = measuredBy(seededRng('bench'))({ jobId: 'job-1', channel: 1, startedMs: 0 });
  const rows: (readonly number[])[] = [];
  for (let timeS = LOOK_S; rows.length < count && run.state === 'running'; timeS += LOOK_S) {
    run.advanceTo(timeS);
    for (const row of run.takeRows()) {
      const seen = measured(row);
      if (seen) rows.push(seen);
    }
  }
  return rows.slice(0, count);
}

function protocolAt(oneC: number, record: Protocol['record']): Protocol {
  const hold = [{ quantity: 'current', value: 0.05 * oneC }] as const;
  const empty = [{ quantity: 'voltage', value: 2.8 }] as const;
  return {
    steps: [
      { kind: 'temperature', temperatureK: 298.15 },
      {
        kind: 'loop',
        times: 5000,
        steps: [
          { kind: 'constant-current-constant-voltage', currentA: oneC / 2, voltageV: 4.2, until: hold },
          { kind: 'constant-current', currentA: -oneC / 2, until: empty },
        ],
      },
    ],
    record,
    limits: LIMITS,
  };
}
