/** Capacities of cycles of a written file, and of a real one where it is there, for PyProBE to judge: `<out.json>`. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CycleAccumulator } from '../../agent/analysis/cycling/cycle-accumulator.js';
import type { Cycle } from '../../agent/analysis/cycling/cycle.js';
import { openCyclingFile, seriesBlocks } from '../../agent/files/cycling-file.js';
import { Flaws } from '../../agent/files/flaws.js';
import { seededRng } from '../../core/rng.js';

const LANDT = join(
  import.meta.dirname,
  '../../../shared/data/bdf_files/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv',
);

/** Charge with a hold, rest, discharge, rest; noise, uneven intervals, a row on both sides of each change of current. */
function written(cycles: number): string {
  const rng = seededRng('judges');
  const lines = ['test_time_second,voltage_volt,current_ampere,cycle_count,step_count'];
  let timeS = 0;
  const pass = (cycle: number, step: number, rows: number, currentA: (share: number) => number): void => {
    for (let k = 0; k <= rows; k++) {
      const noiseA = currentA(0) === 0 ? 0 : 1e-6 * (rng.uniform() - 0.5);
      const voltageV = 3.5 + Math.sign(currentA(0)) * 0.5 * (k / rows);
      lines.push(
        `${timeS.toFixed(4)},${voltageV.toFixed(4)},${currentA(k / rows) + noiseA},${cycle},${step}`,
      );
      timeS += k === rows ? 1e-4 : 5 + 10 * rng.uniform();
    }
  };
  for (let cycle = 1; cycle <= cycles; cycle++) {
    pass(cycle, 1, 300, () => 0.0025);
    pass(cycle, 2, 100, (share) => 0.0025 * Math.exp(-3 * share));
    pass(cycle, 3, 60, () => 0);
    pass(cycle, 4, 400 - cycle, () => -0.0025);
    pass(cycle, 5, 60, () => 0);
  }
  return `${lines.join('\n')}\n`;
}

async function cyclesOf(path: string): Promise<Cycle[]> {
  const file = await openCyclingFile(path);
  const accumulator = new CycleAccumulator(file.recording);
  const cycles: Cycle[] = [];
  for await (const block of seriesBlocks(file, new Flaws(path))) cycles.push(...accumulator.take(block));
  const last = accumulator.end(true);
  return last ? [...cycles, last] : cycles;
}

async function main(out: string): Promise<void> {
  const path = `${out}.csv`;
  writeFileSync(path, written(20));
  const landt = { path: LANDT, skip: 6, time: 'test_time_s', current: 'current_A', voltage: 'voltage_V' };
  const columns = { cycle: 'cycle_index', step: 'step_index' };
  const ours = {
    ...{ path, skip: 0, time: 'test_time_second', current: 'current_ampere', voltage: 'voltage_volt' },
    ...{ cycle: 'cycle_count', step: 'step_count' },
  };
  const files = existsSync(LANDT) ? [ours, { ...landt, ...columns }] : [ours];
  const judged = [];
  for (const file of files) judged.push({ ...file, cycles: await cyclesOf(file.path) });
  writeFileSync(out, JSON.stringify(judged));
}

await main(process.argv[2]!);
