import { describe, expect, it } from '@jest/globals';
import type { Cycle } from '../../../../agent/analysis/cycling/cycle.js';
import { CycleAccumulator } from '../../../../agent/analysis/cycling/cycle-accumulator.js';
import { lastCycleOf } from '../../../../agent/analysis/cycling/end-of-file.js';
import type { Defect } from '../../../../agent/analysis/defect.js';
import { readSeries } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table } from '../records.js';

/** Each discharge takes 30 min from 3.95 to 3 V, and is the end of its cycle. */
const ROWS = constantCurrentCycles({
  cycles: 4,
  currentA: 0.01,
  chargeAs: () => 18,
  dischargeAs: () => 18,
});
const ROWS_OF_A_DISCHARGE = 31;

function ending(rows: readonly number[][]): { last: Cycle; defects: Defect[] } {
  const defects: Defect[] = [];
  const accumulator = new CycleAccumulator(recording);
  const before = accumulator.take(readSeries(table(rows)).series);
  return { last: lastCycleOf(accumulator, before, recording, defects)!, defects };
}

describe('the last cycle of a file', () => {
  it('is over when it ends where the others do', () => {
    expect(ending(ROWS)).toMatchObject({ last: { cycle: 4, complete: true, quality: 'valid' }, defects: [] });
  });

  it('is in progress and suspect when the file ends in the middle of a discharge, and says why', () => {
    const { last, defects } = ending(ROWS.slice(0, -ROWS_OF_A_DISCHARGE / 2));
    expect(last).toMatchObject({ cycle: 4, inProgress: true, complete: false, quality: 'suspect' });
    expect(last.reason).toMatch(
      /the record ends under discharge at 3\.\d+ V, where the cycles before ended at 3.000 to 3.000 V/,
    );
    expect(defects).toMatchObject([{ kind: 'broken-off', reason: last.reason }]);
  });

  it('is in progress when the file ends in the middle of a charge', () => {
    const { last } = ending(ROWS.slice(0, -2 * ROWS_OF_A_DISCHARGE));
    expect(last.reason).toContain('ends under charge');
    expect(last.inProgress).toBe(true);
  });

  it('is over when it ends at rest, or lower than the others did', () => {
    const [timeS, ...rest] = ROWS.at(-1)!;
    const atRest = [timeS! + 60, ...rest].with(4, 0);
    expect(ending([...ROWS, atRest]).last.complete).toBe(true);
    expect(ending(ROWS.with(-1, ROWS.at(-1)!.with(3, 2.5))).last.complete).toBe(true);
  });

  it('is over where there are no others to compare it with', () => {
    const first = ROWS.filter(([, , cycle]) => cycle === 1);
    expect(ending(first.slice(0, -10)).last.complete).toBe(true);
  });
});
