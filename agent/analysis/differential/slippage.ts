/**
 * How far the end points of charge and discharge slip along the axis of all charge that ever moved (Smith, Burns, Zhao,
 * Xiong and Dahn, J. Electrochem. Soc. 158 (2011) A447). Electrolyte oxidised at the cathode moves the end of charge,
 * lithium lost at graphite the end of discharge; their difference is the capacity that fades.
 */

import type { Cycle } from '../cycling/cycle.js';
import type { InstrumentBudget } from '../instrument-budget.js';

/** In order of cycles, none left out. */
export type CycleCharge = Pick<
  Cycle,
  'cycle' | 'chargeCapacityAs' | 'dischargeCapacityAs' | 'chargeTimeS' | 'dischargeTimeS'
>;

export type CurrentErrors = Pick<InstrumentBudget, 'chargeGainSd' | 'dischargeGainSd' | 'currentOffsetSdA'>;

/** Positive where the end point moves to higher cumulated charge, as both do in a cell that ages. */
export interface EndPoint {
  readonly cycle: number;
  /** Since the end point of the first cycle given, A s. */
  readonly chargeEndAs: number;
  readonly chargeEndSdAs: number;
  readonly dischargeEndAs: number;
  readonly dischargeEndSdAs: number;
}

/**
 * One entry for each cycle up to the first that moved no charge or no discharge, or holds what is not a number: beyond
 * it the axis is lost. Gains and offset are the same in every cycle, so their errors grow with the cycles: a mismatch of
 * charge and discharge gain looks like slippage, and only a known cell tells them apart.
 */
export function endPoints(cycles: readonly CycleCharge[], errors: CurrentErrors): EndPoint[] {
  const found: EndPoint[] = [];
  const passed: Passed = { chargedAs: 0, dischargedAs: 0, currentS: 0 };
  for (const [k, one] of cycles.entries()) {
    if (!isWhole(one)) break;
    // The axis begins at the first end of charge, and for ends of discharge at the first of those.
    if (k > 0) add(passed, one.chargeCapacityAs, 0, one.chargeTimeS);
    const charge = pointAt(passed, errors);
    const first = cycles[0]!;
    const discharge = { ...passed };
    add(
      discharge,
      0,
      one.dischargeCapacityAs - first.dischargeCapacityAs,
      one.dischargeTimeS - first.dischargeTimeS,
    );
    const { endAs, sdAs } = pointAt(discharge, errors);
    found.push({
      cycle: one.cycle,
      chargeEndAs: charge.endAs,
      chargeEndSdAs: charge.sdAs,
      dischargeEndAs: endAs,
      dischargeEndSdAs: sdAs,
    });
    add(passed, 0, one.dischargeCapacityAs, one.dischargeTimeS);
  }
  return found;
}

/** What moved between two end points, and how long a current flowed. */
interface Passed {
  chargedAs: number;
  dischargedAs: number;
  currentS: number;
}

function add(passed: Passed, chargedAs: number, dischargedAs: number, currentS: number): void {
  passed.chargedAs += chargedAs;
  passed.dischargedAs += dischargedAs;
  passed.currentS += currentS;
}

/** An offset adds to what was charged and takes from what was discharged, so that both move the end point one way. */
function pointAt({ chargedAs, dischargedAs, currentS }: Passed, errors: CurrentErrors) {
  const sdAs = Math.hypot(
    errors.chargeGainSd * chargedAs,
    errors.dischargeGainSd * dischargedAs,
    errors.currentOffsetSdA * currentS,
  );
  return { endAs: chargedAs - dischargedAs, sdAs };
}

function isWhole(one: CycleCharge): boolean {
  const { chargeCapacityAs, dischargeCapacityAs, chargeTimeS, dischargeTimeS } = one;
  const positive = [chargeCapacityAs, dischargeCapacityAs, chargeTimeS, dischargeTimeS];
  return positive.every((value) => Number.isFinite(value) && value > 0);
}
