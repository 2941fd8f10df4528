import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERIES_COLUMNS } from '../../../../agent/analysis/series.js';
import { settleCycles } from '../../../../agent/experiment/cycle-watch.js';
import { NO_LIMITS, ageingProtocol } from '../../../../agent/experiment/protocols.js';
import { curvesOf } from '../../../../agent/record/cycles/cycle-curves.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { OPENING, RECIPE, RecordFolder } from '../../a-record.js';
import { constantCurrentCycles } from '../../analysis/records.js';

const JOB = 'E0001.age';
const CURRENT_A = 0.004;
const chargeAs = (n: number): number => 6 - 0.5 * n;
const rows = constantCurrentCycles({ cycles: 4, currentA: CURRENT_A, chargeAs, dischargeAs: chargeAs });

describe('the curves of chosen cycles', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeAll(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    const task = { kind: 'protocol', protocol: ageingProtocol(RECIPE, NO_LIMITS) };
    await record.append(...OPENING, {
      kind: 'command.intended',
      subject: JOB,
      body: { experimentId: 'E0001', step: 'age', instrument: 'cycler', task, effect: 'irreversible' },
    });
    for (let from = 0; from < rows.length; from += 37)
      await record.appendRows(JOB, { columns: SERIES_COLUMNS, from, rows: rows.slice(from, from + 37) });
    await settleCycles(record, JOB, true);
  });
  afterAll(() => folder.remove());

  it('come in the order in which they were asked for, each of its own rows and no others', async () => {
    const found = await curvesOf(record.db, JOB, [3, 1]);
    expect(found.map(({ cycle, complete }) => [cycle, complete])).toEqual([
      [3, true],
      [1, true],
    ]);
    for (const { cycle, halves } of found) {
      expect(halves.map(({ direction }) => direction)).toEqual(['charge', 'discharge']);
      for (const { passedAs } of halves) expect(passedAs.at(-1)).toBeCloseTo(chargeAs(cycle), 5);
    }
  });

  it('are refused by name where there is no such cycle, and no such job', async () => {
    await expect(curvesOf(record.db, JOB, [9])).rejects.toThrow('E0001.age has no cycle 9; it has 1 to 4');
    await expect(curvesOf(record.db, 'nobody', [1])).rejects.toThrow(RangeError);
  });
});
