/** Files of real testers, which stay where they were given: without them there is nothing to test. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CycleAccumulator } from '../../../agent/analysis/cycling/cycle-accumulator.js';
import type { Cycle } from '../../../agent/analysis/cycling/cycle.js';
import type { Defect } from '../../../agent/analysis/defect.js';
import { openCyclingFile, seriesBlocks, type CyclingFile } from '../../../agent/files/cycling-file.js';
import { Flaws } from '../../../agent/files/flaws.js';
import { readSpectrum } from '../../../agent/files/spectrum-file.js';

const data = join(import.meta.dirname, '../../../../shared/data');
const LANDT = join(data, 'bdf_files/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv');
const LANDT_BDF = LANDT.replace('.csv', '.bdf.csv');
const NEWARE = join(
  data,
  'bdf_files/SINTEF__SLPBA842124HV__2024-10-23__Rate_25degC__Neware__Time_Bug.bdf.csv',
);
const SWEEPS = ['245_Li1.7Mg0.35Sn0.55Nb0.1Cl4', '248_Li1.7Fe0.7Zr0.2Cu0.1Cl4'];

const present = existsSync(LANDT);
const real = present ? describe : describe.skip;
if (!present) process.stdout.write(`no files of real testers under ${data}: their tests are skipped\n`);

interface Read {
  readonly file: CyclingFile;
  readonly cycles: readonly Cycle[];
  readonly defects: readonly Defect[];
  readonly flaws: readonly string[];
}

async function read(path: string): Promise<Read> {
  const file = await openCyclingFile(path);
  const flaws = new Flaws(path);
  const defects: Defect[] = [];
  const accumulator = new CycleAccumulator(file.recording, (defect) => defects.push(defect));
  const cycles: Cycle[] = [];
  for await (const block of seriesBlocks(file, flaws)) cycles.push(...accumulator.take(block));
  const last = accumulator.end(true);
  return { file, cycles: last ? [...cycles, last] : cycles, defects, flaws: flaws.lines() };
}

real('the export of a Landt tester', () => {
  let own: Read;
  beforeAll(async () => {
    own = await read(LANDT);
  });

  it('has a row for every line after the header, and none of them is flawed', () => {
    expect(own.file.rows).toBe(25_162);
    expect(own.flaws).toEqual([]);
  });

  it('gives the same cycles as its twin in Battery Data Format, whose cycles are counted from the current', async () => {
    const twin = await read(LANDT_BDF);
    expect(twin.file.rows).toBe(own.file.rows);
    expect(twin.cycles.map(({ firstRow, lastRow }) => [firstRow, lastRow])).toEqual([
      [0, 22_461],
      [22_462, 25_161],
    ]);
    for (const name of [
      'chargeCapacityAs',
      'dischargeCapacityAs',
      'chargeEnergyJ',
      'dischargeEnergyJ',
    ] as const) {
      expect(twin.cycles.map((cycle) => cycle[name])).toEqual(own.cycles.map((cycle) => cycle[name]));
    }
  });

  /** The tester integrates what it measures; the file prints 0.1 mA of a current of 0.2 mA, and capacity to 0.1 mA.h. */
  it("agrees with the tester's own capacities within what the printed current can tell", () => {
    const { file, cycles } = own;
    const printed = printedCapacities();
    expect(file.currentStepA).toBeCloseTo(1e-4, 12);
    cycles.forEach((cycle, k) => {
      for (const [capacityAs, timeS, ofTester] of [
        [cycle.chargeCapacityAs, cycle.chargeTimeS, printed[k]!.chargeAs],
        [cycle.dischargeCapacityAs, cycle.dischargeTimeS, printed[k]!.dischargeAs],
      ] as const) {
        const halfStepAs = (file.currentStepA / 2) * timeS + 1e-4 * 3600 * 0.5;
        expect(Math.abs(capacityAs - ofTester)).toBeLessThanOrEqual(halfStepAs);
      }
    });
    expect(printed.map(({ dischargeAs }) => dischargeAs)).toEqual([0.0063 * 3600, 0.0013 * 3600]);
  });
});

/** Largest values of the tester's own columns in each cycle, which it sets to 0 with each step. */
function printedCapacities(): { chargeAs: number; dischargeAs: number }[] {
  const found = new Map<string, { chargeAs: number; dischargeAs: number }>();
  for (const line of readFileSync(LANDT, 'utf8').split('\n').slice(7)) {
    const cells = line.split(',');
    if (cells.length < 10) continue;
    const one = found.get(cells[1]!) ?? { chargeAs: 0, dischargeAs: 0 };
    one.dischargeAs = Math.max(one.dischargeAs, 3600 * Number(cells[8]));
    one.chargeAs = Math.max(one.chargeAs, 3600 * Number(cells[9]));
    found.set(cells[1]!, one);
  }
  return [...found.values()];
}

real('a Neware export whose clock starts again with each step', () => {
  it('keeps its 13 086 rows in their order, flags each of the 19 jumps back, and gives a cycle that says why it cannot be used', async () => {
    const { file, defects, cycles } = await read(NEWARE);
    expect(file.rows).toBe(13_086);
    const back = defects.filter(({ kind }) => kind === 'clock-backwards');
    expect(back.map(({ toRow }) => toRow)).toEqual([
      722, 1465, 1647, 5660, 5843, 7129, 7311, 7733, 7919, 9195, 9377, 9605, 9794, 11_068, 11_250, 11_363,
      11_553, 12_822, 13_004,
    ]);
    expect(back.every(({ quality }) => quality === 'invalid')).toBe(true);
    expect(cycles).toHaveLength(1);
    expect(cycles[0]!.quality).toBe('invalid');
    expect(cycles[0]!.reason).toMatch(/clock/);
  });
});

real('sweeps of an impedance analyser', () => {
  it.each(SWEEPS)('are read from modulus and phase (%s)', async (sample) => {
    const path = join(data, `alab_gpss/raw_${sample}/eis_data.csv`);
    const flaws = new Flaws(path);
    const { rows } = await readSpectrum(path, flaws);
    expect(rows).toHaveLength(60);
    expect(flaws.lines()).toEqual([]);
    const [first, last] = [rows[0]!, rows.at(-1)!];
    expect(first[0]).toBeCloseTo(6_999_983.5, 3);
    expect(last[0]).toBeLessThan(2);
    expect(Math.hypot(last[1]!, last[2]!)).toBeGreaterThan(1e5);
    expect(last[2]).toBeLessThan(0);
  });
});
