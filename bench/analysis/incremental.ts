/**
 * What it costs to follow cycles as rows come, in time of the processor: `npx tsx bench/analysis/incremental.ts`. One cell
 * of 10^7 rows in large pieces, and 64 channels that bring two rows every two seconds for an hour.
 */
import { CycleAccumulator } from '../../agent/analysis/cycling/cycle-accumulator.js';
import { JobCycles } from '../../agent/record/cycles/job-cycles.js';
import { SERIES_COLUMNS, type Series } from '../../agent/analysis/series.js';

const RECORDING = { everyS: 1, restCurrentA: 2e-6 };
const ROWS = 10_000_000;
const PIECE = 65_536;
const CHANNELS = 64;
const SECONDS = 3600;

/** Two and a half hours up and as long down. */
const HALF = 9000;

function rowAt(row: number): readonly [number, number, number, number, number, number] {
  const phase = row % (2 * HALF);
  const charging = phase < HALF;
  const voltageV = 3 + (charging ? phase : 2 * HALF - phase) / HALF + 1e-4 * (row % 7);
  const cycle = Math.floor(row / (2 * HALF)) + 1;
  return [row, charging ? 1 : 2, cycle, voltageV, charging ? 0.005 : -0.005, 298.15 + 0.01 * (row % 3)];
}

function emptySeries(): Series {
  const column = (): Float64Array => new Float64Array(PIECE);
  const columns = { testTimeS: column(), step: column(), cycle: column(), voltageV: column() };
  const others = { currentA: column(), temperatureK: column(), usable: new Uint8Array(PIECE).fill(1) };
  return { length: PIECE, ...columns, ...others };
}

function cpuS(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const accumulator = new CycleAccumulator(RECORDING);
const series = emptySeries();
let [spentS, cycles] = [0, 0];
for (let from = 0; from < ROWS; from += PIECE) {
  for (let k = 0; k < PIECE; k++) {
    const values = rowAt(from + k);
    SERIES_COLUMNS.forEach((name, column) => (series[name][k] = values[column]!));
  }
  spentS += cpuS(() => (cycles += accumulator.take(series).length));
}
const memoryMB = (process.resourceUsage().maxRSS * 1024) / 1e6;
console.log(
  `${ROWS} rows, ${cycles} cycles: ${spentS.toFixed(2)} s, at most ${memoryMB.toFixed(0)} MB resident`,
);

const jobs = Array.from({ length: CHANNELS }, () => new JobCycles(RECORDING));
const tables = Array.from({ length: SECONDS / 2 }, (_, k) => {
  return { columns: SERIES_COLUMNS, from: 2 * k, rows: [rowAt(2 * k), rowAt(2 * k + 1)] };
});
const followedS = cpuS(() => {
  for (const table of tables) for (const job of jobs) job.takeTable(table);
});
console.log(
  `${CHANNELS} channels at 1 Hz: ${((100 * followedS) / SECONDS).toFixed(3)} % of a core (${followedS.toFixed(2)} s for ${SECONDS} s)`,
);
