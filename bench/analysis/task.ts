/** One measurement in a process of its own, so that its peak of memory is its own: `task.ts NAME SIZE`. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CycleAccumulator } from '../../agent/analysis/cycling/cycle-accumulator.js';
import { ORDINARY_INSTRUMENTS } from '../../agent/analysis/instrument-budget.js';
import { analyseFile } from '../../agent/cli/analyse/of-file.js';
import { seededRng } from '../../core/rng.js';
import { piece, pieces, printed } from './samples.js';

export interface Took {
  readonly wallS: number;
  readonly cpuS: number;
  /** Resident set, peak over the life of the process. */
  readonly peakMB: number;
  readonly cycles: number;
}

const RECORDING = { everyS: 1, restCurrentA: 1e-6 };

async function timed(act: () => Promise<number> | number): Promise<Took> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const cycles = await act();
  const { user, system } = process.cpuUsage(cpu);
  const wallS = (performance.now() - began) / 1000;
  return { wallS, cpuS: (user + system) / 1e6, peakMB: process.resourceUsage().maxRSS / 1000, cycles };
}

const TASKS: Readonly<Record<string, (size: number) => Promise<Took>>> = {
  /** Making the samples is not part of what is timed. */
  samples: async (rows) => {
    const accumulator = new CycleAccumulator(RECORDING);
    let [cycles, wallS, cpuS, peakMB] = [0, 0, 0, 0];
    for (const series of pieces(rows, seededRng('bench'))) {
      const took = await timed(() => accumulator.take(series).length);
      cycles += took.cycles;
      wallS += took.wallS;
      cpuS += took.cpuS;
      ({ peakMB } = took);
    }
    return { wallS, cpuS, peakMB, cycles };
  },
  /** A row at a time for each channel, as often as a second has passed. */
  channels: async (seconds) => {
    const channels = Array.from({ length: 64 }, () => new CycleAccumulator(RECORDING));
    const rows = Array.from({ length: seconds }, (_, k) => piece(k, 1, seededRng(`row ${k}`)));
    return timed(() =>
      rows.reduce((sum, row) => sum + channels.reduce((n, one) => n + one.take(row).length, 0), 0),
    );
  },
  file: async (rows) => {
    const folder = mkdtempSync(join(tmpdir(), 'interphase-analysis-'));
    try {
      const path = join(folder, 'cell.bdf.csv');
      const file = openSync(path, 'w');
      writeSync(
        file,
        'test_time_second,voltage_volt,current_ampere,cycle_count,step_count,ambient_temperature_celsius\n',
      );
      for (const series of pieces(rows, seededRng('bench'))) writeSync(file, printed(series));
      closeSync(file);
      const options = { budget: ORDINARY_INSTRUMENTS, known: {}, tell: () => undefined };
      return await timed(async () => (await analyseFile(path, options)).parts[0]!.cycles.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function main(name: string, size: number): Promise<void> {
  console.log(JSON.stringify(await TASKS[name]!(size)));
}

await main(process.argv[2]!, Number(process.argv[3]));
