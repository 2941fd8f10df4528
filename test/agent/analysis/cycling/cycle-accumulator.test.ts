import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Defect } from '../../../../agent/analysis/defect.js';
import { CycleAccumulator } from '../../../../agent/analysis/cycling/cycle-accumulator.js';
import { cycleTable, type CycleTable } from '../../../../agent/analysis/cycling/cycles.js';
import { readSeries } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table } from '../records.js';

type Row = readonly number[];

const sound = constantCurrentCycles({
  cycles: 6,
  currentA: 0.01,
  chargeAs: (n) => 18 - 0.1 * n,
  dischargeAs: (n) => 17.9 - 0.1 * n,
});

function whole(rows: readonly Row[], ended = true): CycleTable {
  return cycleTable([readSeries(table(rows)).series], recording, ended);
}

/** @param cuts rows at which a new piece begins */
function inPieces(rows: readonly Row[], cuts: readonly number[], ended = true): CycleTable {
  const defects: Defect[] = [];
  const accumulator = new CycleAccumulator(recording, (defect) => defects.push(defect));
  const borders = [0, ...[...cuts].sort((a, b) => a - b), rows.length];
  const cycles = borders.slice(1).flatMap((to, k) => {
    const closed = accumulator.take(readSeries(table(rows.slice(borders[k], to))).series);
    // Looking at the cycle in progress must not disturb it.
    expect(accumulator.current?.inProgress ?? true).toBe(true);
    return closed;
  });
  const last = accumulator.end(ended);
  return {
    cycles: last ? [...cycles, last] : cycles,
    defects: defects.sort((a, b) => a.fromRow - b.fromRow),
  };
}

const at = fc.nat({ max: sound.length - 1 });
const flaw = fc.oneof(
  fc.tuple(at, fc.nat({ max: 5 }), fc.constantFrom(NaN, 9.9e37, -1, 0, 1e6)).map(
    ([row, column, value]) =>
      (rows: Row[]) =>
        rows.map((values, k) => (k === row ? values.with(column, value) : values)),
  ),
  fc.tuple(at, fc.integer({ min: 1, max: 60 })).map(
    ([row, count]) =>
      (rows: Row[]) =>
        rows.toSpliced(row, count),
  ),
  fc.tuple(at, fc.integer({ min: 1, max: 5 })).map(
    ([row, count]) =>
      (rows: Row[]) =>
        rows.toSpliced(row, 0, ...rows.slice(row, row + count)),
  ),
  fc.tuple(at, fc.constantFrom(-5000, 3600, 1e5)).map(
    ([row, byS]) =>
      (rows: Row[]) =>
        rows.map((values, k) => (k < row ? values : values.with(0, values[0]! + byS))),
  ),
  fc.tuple(at, fc.integer({ min: 10, max: 40 })).map(
    ([row, count]) =>
      (rows: Row[]) =>
        rows.map((values, k) => (k >= row && k < row + count ? values.with(3, 3.4) : values)),
  ),
);
const flawed = fc
  .array(flaw, { maxLength: 4 })
  .map((flaws) => flaws.reduce<Row[]>((rows, f) => f(rows), sound));

const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(0, NaN, Infinity, 1e308, -1, 9.9e37),
  fc.integer({ min: -3, max: 3 }),
);
const nonsense = fc.array(fc.array(anyNumber, { maxLength: 7 }), { maxLength: 60 });

describe('cycles of a record that comes in pieces', () => {
  it('are those of the whole record bit by bit, wherever it is cut and whatever is wrong with it', () => {
    fc.assert(
      fc.property(flawed, fc.array(at, { maxLength: 30 }), fc.boolean(), (rows, cuts, ended) => {
        const inside = cuts.map((cut) => Math.min(cut, rows.length));
        expect(JSON.stringify(inPieces(rows, inside, ended))).toBe(JSON.stringify(whole(rows, ended)));
      }),
      { numRuns: 100 },
    );
  });

  it('are those of the whole record row by row', () => {
    fc.assert(
      fc.property(flawed, (rows) => {
        const everywhere = rows.map((_, row) => row);
        expect(JSON.stringify(inPieces(rows, everywhere))).toBe(JSON.stringify(whole(rows)));
      }),
      { numRuns: 10 },
    );
  });

  it('come out when the row that closes them comes in', () => {
    const accumulator = new CycleAccumulator(recording);
    const second = sound.findIndex(([, , cycle]) => cycle === 2);
    expect(accumulator.take(readSeries(table(sound.slice(0, second))).series)).toEqual([]);
    expect(accumulator.current).toMatchObject({ cycle: 1, inProgress: true, complete: false });
    const [first] = accumulator.take(readSeries(table([sound[second]!])).series);
    expect(first).toEqual(whole(sound).cycles[0]);
    expect(accumulator.length).toBe(second + 1);
  });

  it('are numbers or nothing, ascending, with a reason where they are not valid, whatever the rows hold', () => {
    fc.assert(
      fc.property(nonsense, fc.boolean(), (rows, ended) => {
        const { cycles, defects } = whole(rows, ended);
        for (const cycle of cycles) {
          for (const value of Object.values(cycle)) {
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          }
          expect(cycle.reason === '').toBe(cycle.quality === 'valid');
        }
        const steps = cycles.slice(1).map(({ cycle }, k) => cycle - cycles[k]!.cycle);
        expect(steps.every((step) => step > 0)).toBe(true);
        for (const { fromRow, toRow } of defects) expect(fromRow <= toRow && toRow < rows.length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('never bridge rows that are missing: a valid cycle of a record with a hole is that of the whole one', () => {
    const expected = new Map(whole(sound).cycles.map((cycle) => [cycle.cycle, cycle]));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: sound.length - 62 }),
        fc.integer({ min: 4, max: 60 }),
        (row, count) => {
          for (const cycle of whole(sound.toSpliced(row, count)).cycles) {
            if (cycle.quality !== 'valid' || !cycle.complete) continue;
            expect(cycle.chargeCapacityAs).toBeCloseTo(expected.get(cycle.cycle)!.chargeCapacityAs, 9);
          }
        },
      ),
    );
  });
});
