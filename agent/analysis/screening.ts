/** Finds what must not be integrated over in silence: holes, clocks that go back, readings that stand still. */
import type { Defect } from './defect.js';
import { isRest, type Recording } from './recording.js';
import type { Series } from './series.js';

/** Testers lose single rows (about 0.1 %), two in a row now and then; a longer pause is a gap. */
const GAP_INTERVALS = 3.5;

/** A constant-voltage hold keeps its voltage while its current decays; a frozen channel keeps both. */
const STEADY_CURRENT = 0.01;

/** Every defect of a record, in order of rows; adjacent rows with the same defect are one. */
export function screen(series: Series, recording: Recording): Defect[] {
  return [...nonFinite(series), ...betweenRows(series, recording), ...frozenVoltage(series, recording)].sort(
    (a, b) => a.fromRow - b.fromRow,
  );
}

/** True when row `index` can be used in arithmetic. */
export function isFiniteRow({ usable }: Series, index: number): boolean {
  return usable[index] === 1;
}

function nonFinite(series: Series): Defect[] {
  return runs(series.length, (row) => !isFiniteRow(series, row)).map(([fromRow, toRow]) => ({
    kind: 'non-finite',
    quality: 'invalid',
    reason: `rows ${fromRow} to ${toRow} hold values that are not numbers`,
    fromRow,
    toRow,
  }));
}

function betweenRows(series: Series, recording: Recording): Defect[] {
  const defects: Defect[] = [];
  for (let row = 1; row < series.length; row++) {
    if (!isFiniteRow(series, row - 1) || !isFiniteRow(series, row)) continue;
    const defect = intervalDefect(series, row, recording);
    if (defect) defects.push({ ...defect, fromRow: row - 1, toRow: row });
  }
  return defects;
}

type Flaw = Pick<Defect, 'kind' | 'quality' | 'reason'>;

function intervalDefect(series: Series, row: number, recording: Recording): Flaw | undefined {
  const { testTimeS, cycle, currentA } = series;
  const fromS = testTimeS[row - 1]!;
  const stepS = testTimeS[row]! - fromS;
  if (stepS < 0) {
    const reason = `the clock goes back by ${-stepS} s after ${fromS} s`;
    return { kind: 'clock-backwards', quality: 'invalid', reason };
  }
  if (cycle[row]! < cycle[row - 1]!) {
    const reason = `the cycle count goes back from ${cycle[row - 1]!} to ${cycle[row]!} at ${fromS} s`;
    return { kind: 'cycle-backwards', quality: 'invalid', reason };
  }
  if (stepS <= GAP_INTERVALS * recording.everyS) return undefined;
  // The charge that flowed in a gap is unknown; in a rest none did.
  const quality = isRest(recording, currentA[row - 1]!, currentA[row]!) ? 'suspect' : 'invalid';
  const reason = `no rows for ${stepS} s after ${fromS} s (one was due every ${recording.everyS} s)`;
  return { kind: 'gap', quality, reason };
}

function frozenVoltage(series: Series, recording: Recording): Defect[] {
  const { voltageV, currentA, testTimeS, length } = series;
  const least = recording.frozenRows ?? 20;
  const stands = (row: number): boolean =>
    row > 0 && voltageV[row] === voltageV[row - 1] && !isRest(recording, currentA[row - 1]!, currentA[row]!);
  return runs(length, stands)
    .map(([fromRow, toRow]) => [fromRow - 1, toRow] as const)
    .filter(
      ([fromRow, toRow]) => toRow - fromRow + 1 >= least && isSteady(currentA.subarray(fromRow, toRow + 1)),
    )
    .map(([fromRow, toRow]) => ({
      kind: 'frozen-voltage',
      quality: 'suspect',
      reason: `the voltage stands at ${voltageV[fromRow]!} V from ${testTimeS[fromRow]!} to ${testTimeS[toRow]!} s under current`,
      fromRow,
      toRow,
    }));
}

function isSteady(currentsA: Float64Array): boolean {
  const low = currentsA.reduce((a, b) => Math.min(a, b), Infinity);
  const high = currentsA.reduce((a, b) => Math.max(a, b), -Infinity);
  return high - low <= STEADY_CURRENT * Math.max(Math.abs(low), Math.abs(high));
}

/** First and last row of every stretch of rows that `are` so. */
function runs(length: number, are: (row: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let row = 0; row < length; row++) {
    if (!are(row)) continue;
    const last = found.at(-1);
    if (last?.[1] === row - 1) last[1] = row;
    else found.push([row, row]);
  }
  return found;
}
