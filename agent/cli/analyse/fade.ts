/** How a cell fades over the cycles of a part: its life, its knee, and how far its end points slip. */
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { kneeOf, type Knee } from '../../analysis/cycling/knee.js';
import { cycleLife, type CycleLife } from '../../analysis/cycling/life.js';
import { endPoints, type EndPoint } from '../../analysis/differential/slippage.js';
import { derivative } from '../../analysis/differential/derivative.js';
import { featureShift, type FeatureShift } from '../../analysis/differential/feature-shift.js';
import type { InstrumentBudget } from '../../analysis/instrument-budget.js';
import type { Recording } from '../../analysis/recording.js';
import type { Series } from '../../analysis/series.js';

export interface Fade {
  /** To 80 % of the third cycle. */
  readonly life: CycleLife;
  readonly knee: Knee;
  /** Of every cycle, against the first. */
  readonly endPoints: readonly EndPoint[];
  /** Of dV/dQ on charge; absent without the rows, or where no feature can be followed. */
  readonly feature?: FeatureMove | undefined;
}

export interface FeatureMove extends FeatureShift {
  readonly fromCycle: number;
  readonly toCycle: number;
}

/** Fewer cycles do not fade. */
const LEAST_CYCLES = 4;

/** @param rows of the cycles, where they are at hand */
export function fadeOf(
  cycles: readonly Cycle[],
  budget: InstrumentBudget,
  rows?: { readonly series: Series; readonly recording: Recording },
): Fade | undefined {
  const complete = cycles.filter((cycle) => cycle.complete);
  if (complete.length < LEAST_CYCLES) return undefined;
  return {
    life: cycleLife(complete, { budget }),
    knee: kneeOf(complete),
    endPoints: endPoints(complete, budget),
    feature: rows && featureMove(complete, rows.series, rows.recording),
  };
}

/** Where the curve of a cycle has settled, as that of its capacity has. */
const REFERENCE = 3;
/** Of a charge, what holds the stages of graphite without the ends, where resistance and cut-off rule. */
const [FROM, TO] = [0.2, 0.8];

function featureMove(
  complete: readonly Cycle[],
  series: Series,
  recording: Recording,
): FeatureMove | undefined {
  const [earlier, later] = [complete.find(({ cycle }) => cycle >= REFERENCE), complete.at(-1)];
  if (!earlier || !later || earlier === later) return undefined;
  const [was, is] = [earlier, later].map((cycle) => derivative(series, cycle, 1, recording));
  const endAs = Math.min(was!.chargeAs.at(-1) ?? NaN, is!.chargeAs.at(-1) ?? NaN);
  const shift = featureShift(was!, is!, { fromAs: FROM * endAs, toAs: TO * endAs });
  return shift && { ...shift, fromCycle: earlier.cycle, toCycle: later.cycle };
}

export function fadeText({ life, knee, endPoints: points, feature }: Fade): string[] {
  return [
    `  life to 80 % of cycle 3: ${lifeText(life)}`,
    `  knee: ${kneeText(knee)}`,
    ...slippageText(points),
    ...(feature ? [featureText(feature)] : []),
  ];
}

function lifeText(life: CycleLife): string {
  if (life.state === 'unknown') return `unknown, ${life.reason}`;
  if (life.state === 'not-yet') return `not reached after ${life.cycles} cycles`;
  return `${life.cycles.toFixed(1)} ± ${life.standardUncertainty.toFixed(1)} cycles`;
}

function kneeText(knee: Knee): string {
  if (knee.state === 'none') return `none, ${knee.reason}`;
  const [before, after] = [knee.slopeBeforeAs, knee.slopeAfterAs].map(milliAmpereHours);
  return `at cycle ${knee.cycle.toFixed(1)} ± ${knee.standardUncertainty.toFixed(1)}, where the capacity turns from ${before!} to ${after!} mA.h a cycle`;
}

function slippageText(points: readonly EndPoint[]): string[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return [];
  const charge = `${milliAmpereHours(last.chargeEndAs)} ± ${milliAmpereHours(last.chargeEndSdAs)}`;
  const discharge = `${milliAmpereHours(last.dischargeEndAs)} ± ${milliAmpereHours(last.dischargeEndSdAs)}`;
  return [
    `  slippage from cycle ${first.cycle} to ${last.cycle}: end of charge ${charge} mA.h, end of discharge ${discharge} mA.h`,
  ];
}

function featureText({ shiftAs, shiftSdAs, misfit, fromCycle, toCycle }: FeatureMove): string {
  const moved = `${milliAmpereHours(shiftAs)} ± ${milliAmpereHours(shiftSdAs)} mA.h`;
  return `  features of dV/dQ on charge moved by ${moved} from cycle ${fromCycle} to ${toCycle} (misfit ${misfit.toFixed(1)}: near 1 where nothing else changed)`;
}

function milliAmpereHours(valueAs: number): string {
  return (valueAs / 3.6).toPrecision(3);
}
