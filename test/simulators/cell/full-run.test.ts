import { describe, expect, it } from '@jest/globals';
import type { CellLine, FullTask } from '../../../config/cell-task.js';
import { CYCLER_COLUMNS } from '../../../drivers/cycler.js';
import type { Limits, Step } from '../../../drivers/protocol.js';
import { fullRun } from '../../../simulators/cell/full-run.js';
import { C, cycling, LIMITS, protocol } from '../world/protocol/protocols.js';

function life(steps: readonly Step[], limits: Limits = LIMITS): CellLine[] {
  const task: FullTask = {
    mode: 'full',
    cellType: 'coin-2032-NMC811-graphite',
    formulation: { solvents: { EC: 0.3, EMC: 0.7 }, saltsMolPerL: { LiPF6: 1 }, additives: {} },
    electrolyteVolumeL: 60e-6,
    world: '0',
    programs: [{ ...protocol(steps), limits }],
  };
  return [...fullRun(task)];
}

const rowsIn = (lines: readonly CellLine[]) =>
  lines.flatMap((line) => (line.kind === 'rows' ? line.rows : []));

describe('one cell through its programs', () => {
  it('tells every row once, in order, and the condition after a cycle', () => {
    const lines = life([
      { kind: 'rest', durationS: 6 * 3600 },
      { kind: 'loop', times: 3, steps: cycling(C, 1) },
    ]);
    const rows = rowsIn(lines);
    const times = rows.map((row) => row[CYCLER_COLUMNS.indexOf('testTimeS')]!);
    expect(times.length).toBeGreaterThan(500);
    expect(new Set(rows.map(String)).size).toBe(rows.length);
    expect(times.every((time, k) => k === 0 || time >= times[k - 1]!)).toBe(true);
    expect(lines.flatMap((line) => (line.kind === 'condition' ? line.condition.cycle : []))).toEqual([1, 2]);
    expect(lines.at(-1)).toEqual({ kind: 'ended' });
  });

  it('ends with the fault of a program that its limits end', () => {
    const lines = life([{ kind: 'rest', durationS: 60 }], { ...LIMITS, maxTemperatureK: 290 });
    expect(lines.at(-1)).toMatchObject({ kind: 'ended', fault: { code: 'limit-temperature' } });
  });

  it('comes to an end when a program leaves no row at all', () => {
    const lines = life([]);
    expect(rowsIn(lines)).toEqual([]);
    expect(lines.at(-1)).toEqual({ kind: 'ended' });
  });
});
