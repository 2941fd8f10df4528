/** How a cell fades over the cycles of a part: its life, its knee, and how far its end points slip. */
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { kneeOf, type Knee } from '../../analysis/cycling/knee.js';
import { cycleLife, type CycleLife } from '../../analysis/cycling/life.js';
import { endPoints, type EndPoint } from '../../analysis/differential/slippage.js';
import type { InstrumentBudget } from '../../analysis/instrument-budget.js';

export interface Fade {
  /** To 80 % of the third cycle. */
  readonly life: CycleLife;
  readonly knee: Knee;
  /** Of every cycle, against the first. */
  readonly endPoints: readonly EndPoint[];
}

/** Fewer cycles do not fade. */
const LEAST_CYCLES = 4;

export function fadeOf(cycles: readonly Cycle[], budget: InstrumentBudget): Fade | undefined {
  const complete = cycles.filter((cycle) => cycle.complete);
  if (complete.length < LEAST_CYCLES) return undefined;
  return {
    life: cycleLife(complete, { budget }),
    knee: kneeOf(complete),
    endPoints: endPoints(complete, budget),
  };
}

export function fadeText({ life, knee, endPoints: points }: Fade): string[] {
  return [
    `  life to 80 % of cycle 3: ${lifeText(life)}`,
    `  knee: ${kneeText(knee)}`,
    ...slippageText(points),
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

function milliAmpereHours(valueAs: number): string {
  return (valueAs / 3.6).toPrecision(3);
}
