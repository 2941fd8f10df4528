/**
 * Direct-current resistance: the change of voltage a stated time after a current is switched on from rest, over that
 * current. It holds the ohmic, interfacial and some diffusive resistance; the time belongs to the value.
 */
import { reasonOf, touching, worst, type Defect } from '../defect.js';
import { combined, figure, noFigure, type Figure } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Recording } from '../recording.js';
import { segmentsOf, type Segment } from '../segments.js';
import type { Series } from '../series.js';

export interface Pulse {
  /** Last row at rest before the pulse. */
  readonly restRow: number;
  readonly lastRow: number;
  readonly currentA: number;
  /** Time after switching on at which the voltage was taken, s. */
  readonly afterS: number;
  readonly stepV: number;
  readonly resistanceOhm: number;
}

/** A longer current is a charge or discharge, not a pulse. */
const LONGEST = 3;

/** Every pulse of at least `pulseS` (default 10 s) and at most three times that, from rest, in order. */
export function pulsesOf(series: Series, recording: Recording, pulseS = 10): Pulse[] {
  const segments = segmentsOf(series, recording);
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    if (segment.direction === 'rest' || before?.direction !== 'rest') return [];
    const pulse = readPulse(series, before, segment, pulseS);
    return pulse === undefined ? [] : [pulse];
  });
}

function readPulse(series: Series, before: Segment, segment: Segment, pulseS: number): Pulse | undefined {
  const { testTimeS, voltageV, currentA } = series;
  const restRow = before.lastRow;
  // The current starts with the pulse's own first row, or between it and the last row at rest.
  const startS = testTimeS[segment.firstRow]!;
  const lastsS = testTimeS[segment.lastRow]! - startS;
  if (restRow !== segment.firstRow - 1 || lastsS < 0.99 * pulseS || lastsS > LONGEST * pulseS)
    return undefined;
  const afterS = Math.min(pulseS, lastsS);
  const current = at(series, currentA, segment, startS + afterS);
  const stepV = at(series, voltageV, segment, startS + afterS) - voltageV[restRow]!;
  return {
    restRow,
    lastRow: segment.lastRow,
    currentA: current,
    afterS,
    stepV,
    resistanceOhm: stepV / current,
  };
}

/** A column at a time inside a segment, on a straight line between its rows. */
function at({ testTimeS }: Series, column: Float64Array, segment: Segment, timeS: number): number {
  let row = segment.firstRow;
  while (row < segment.lastRow && testTimeS[row + 1]! < timeS) row++;
  const next = Math.min(row + 1, segment.lastRow);
  const spanS = testTimeS[next]! - testTimeS[row]!;
  const share = spanS > 0 ? (timeS - testTimeS[row]!) / spanS : 0;
  return column[row]! + share * (column[next]! - column[row]!);
}

/** The resistance of the last pulse of a record, Ohm. A constant voltage offset cancels in the step. */
export function dcResistance(
  series: Series,
  defects: readonly Defect[],
  recording: Recording,
  budget: InstrumentBudget,
): Figure {
  const pulse = pulsesOf(series, recording).at(-1);
  if (pulse === undefined) return noFigure('dc_resistance', 'no current pulse of 10 s after a rest');
  if (pulse.resistanceOhm <= 0) {
    return noFigure(
      'dc_resistance',
      `the voltage moved by ${pulse.stepV} V against a current of ${pulse.currentA} A`,
    );
  }
  const near = touching(defects, pulse.restRow, pulse.lastRow);
  const gainSd = pulse.currentA > 0 ? budget.chargeGainSd : budget.dischargeGainSd;
  const offsetSd = budget.currentOffsetSdA / Math.abs(pulse.currentA);
  const noiseOhm = (Math.SQRT2 * budget.voltageNoiseSdV) / Math.abs(pulse.currentA);
  const standardUncertainty = combined(noiseOhm, pulse.resistanceOhm * combined(gainSd, offsetSd));
  const detail = { currentA: pulse.currentA, afterS: pulse.afterS };
  return figure('dc_resistance', { value: pulse.resistanceOhm, standardUncertainty, detail }, [
    { quality: worst(near.map((defect) => defect.quality)), reason: reasonOf(near) },
  ]);
}
