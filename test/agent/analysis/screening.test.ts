import { describe, expect, it } from '@jest/globals';
import { analyseAgeing } from '../../../agent/analysis/analyse.js';
import { ORDINARY_INSTRUMENTS } from '../../../agent/analysis/instrument-budget.js';
import { SERIES_COLUMNS } from '../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table, withValue } from './records.js';

const rows = constantCurrentCycles({ cycles: 4, currentA: 0.005, chargeAs: () => 18, dischargeAs: () => 18 });
const ranges = { rangeA: 0.03, rangeV: [0, 5] } as const;
const options = { recording: { ...recording, ...ranges }, ended: true, budget: ORDINARY_INSTRUMENTS };
/** A row in the middle of the second charge. */
const MIDDLE = rows.findIndex(([, step, cycle]) => step === 1 && cycle === 2) + 20;
const RESTING = rows.findIndex(([, step, cycle]) => step === 2 && cycle === 2) + 3;

function removed(from: number, count: number): number[][] {
  return rows.filter((_, index) => index < from || index >= from + count);
}

/** The clock is ahead by some seconds from the middle of the second charge on. */
function jumped(byS: number): number[][] {
  return rows.map((row, i) => (i < MIDDLE ? row : row.with(0, row[0]! + byS)));
}

describe('a record with a flaw', () => {
  const frozen = rows.map((row, i) => (i >= MIDDLE && i < MIDDLE + 25 ? row.with(3, 3.4) : row));
  const cases = [
    ['nothing', rows, undefined, undefined],
    ['one row lost', removed(MIDDLE, 1), undefined, undefined],
    ['two rows lost in a row', removed(MIDDLE, 2), undefined, undefined],
    ['a gap under current', removed(MIDDLE, 5), 'gap', 'invalid'],
    ['a gap at rest', removed(RESTING, 5), 'gap', 'suspect'],
    ['a voltage that is NaN', withValue(rows, MIDDLE, 'voltageV', NaN), 'non-finite', 'invalid'],
    ['the SCPI overflow value', withValue(rows, MIDDLE, 'currentA', 9.9e37), 'non-finite', 'invalid'],
    ['an infinite time', withValue(rows, MIDDLE, 'testTimeS', Infinity), 'non-finite', 'invalid'],
    ['a time at the end of a pause that the cell did not live', jumped(3600), 'clock-forwards', 'invalid'],
    ['a row that comes twice', rows.toSpliced(MIDDLE, 0, rows[MIDDLE]!), 'duplicate', 'valid'],
    ['no temperature', withValue(rows, MIDDLE, 'temperatureK', NaN), 'no-temperature', 'suspect'],
    ['a current at the end of its range', withValue(rows, MIDDLE, 'currentA', 0.03), 'clipped', 'invalid'],
    ['a voltage at the end of its range', withValue(rows, MIDDLE, 'voltageV', 5), 'clipped', 'invalid'],
    ['a clock that goes back', withValue(rows, MIDDLE, 'testTimeS', 0), 'clock-backwards', 'invalid'],
    ['a cycle count that goes back', withValue(rows, MIDDLE, 'cycle', 1), 'cycle-backwards', 'invalid'],
    ['a frozen voltage', frozen, 'frozen-voltage', 'suspect'],
  ] as const;

  it.each(cases)('%s: is found and marks its cycle alone', (_, flawed, kind, quality) => {
    const { defects, cycles } = analyseAgeing(table(flawed), options);
    expect([...new Set(defects.map((defect) => defect.kind))].slice(0, 1)).toEqual(
      kind === undefined ? [] : [kind],
    );
    expect(cycles.find(({ cycle }) => cycle === 2)?.quality).toBe(quality ?? 'valid');
    expect(cycles.filter(({ cycle }) => cycle > 2).map((cycle) => cycle.quality)).toEqual(['valid', 'valid']);
  });

  it('never gains the charge of a gap by a straight line across it', () => {
    const { cycles } = analyseAgeing(table(removed(MIDDLE, 20)), options);
    expect(cycles[1]?.chargeCapacityAs).toBeCloseTo(18 - 21 * 60 * 0.005, 6);
    expect(cycles[1]?.reason).toContain('no rows for 1260 s');
  });

  it('a voltage held while its current decays is not frozen', () => {
    const held = Array.from({ length: 60 }, (_, i) => [i * 10, 1, 1, 4.2, 0.005 * Math.exp(-i / 30), 298]);
    expect(analyseAgeing(table(held), options).defects).toEqual([]);
  });

  it.each([
    [withValue(rows, MIDDLE, 'voltageV', NaN), `row ${MIDDLE}, voltageV: not a number`],
    [withValue(rows, MIDDLE, 'currentA', -0.04), `row ${MIDDLE}, currentA: at the end of the range`],
    [
      withValue(rows, MIDDLE, 'testTimeS', 0),
      `rows ${MIDDLE - 1} to ${MIDDLE}, testTimeS: the clock goes back`,
    ],
    [jumped(3600), 'the clock jumped'],
  ])('is told with its rows and columns (%#)', (flawed, told) => {
    expect(analyseAgeing(table(flawed), options).cycles[1]?.reason).toContain(told);
  });

  it('is told of a row that comes twice, which changes no number', () => {
    const { defects, cycles } = analyseAgeing(table(rows.toSpliced(MIDDLE, 0, rows[MIDDLE]!)), options);
    expect(defects[0]?.reason).toContain(`rows ${MIDDLE} to ${MIDDLE + 1}, every column`);
    expect(cycles[1]?.chargeCapacityAs).toBe(analyseAgeing(table(rows), options).cycles[1]?.chargeCapacityAs);
  });

  it('does not take a pause in which the cell went on for a clock that jumped', () => {
    expect(analyseAgeing(table(removed(MIDDLE - 5, 20)), options).defects.map(({ kind }) => kind)).toEqual([
      'gap',
    ]);
  });

  const without = (name: string) => ({
    columns: SERIES_COLUMNS.filter((column) => column !== name),
    rows: rows.map((row) => row.filter((_, index) => SERIES_COLUMNS[index] !== name)),
  });
  const needed = SERIES_COLUMNS.filter((name) => name !== 'temperatureK');

  it.each(needed)('without the column %s gives no figure, and says which column', (name) => {
    const { figures, defects } = analyseAgeing(without(name), options);
    expect(defects[0]?.reason).toContain(`column ${name} is missing`);
    expect(figures.map(({ value }) => value)).toEqual([null, null, null, null]);
  });

  it('without temperatures gives figures, but doubts them', () => {
    const { figures, cycles } = analyseAgeing(without('temperatureK'), options);
    expect(figures.map(({ quality }) => quality)).toEqual(figures.map(() => 'suspect'));
    expect(cycles[0]).toMatchObject({ quality: 'suspect', meanTemperatureK: null, minTemperatureK: null });
  });

  it('that is empty gives no figure', () => {
    const { figures } = analyseAgeing({ columns: SERIES_COLUMNS, rows: [] }, options);
    expect(figures.map(({ quality, reason }) => `${quality}: ${reason}`)).toEqual(
      Array.from({ length: 4 }, () => 'invalid: no complete cycle'),
    );
  });
});
