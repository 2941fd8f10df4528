/**
 * How far the end points of charge and discharge slip along the axis of all charge that ever moved (Smith, Burns, Zhao,
 * Xiong and Dahn, J. Electrochem. Soc. 158 (2011) A447). Electrolyte oxidised at the cathode moves the end of charge,
 * lithium lost at graphite the end of discharge; their difference is the capacity that fades.
 */

/** What moved in one cycle, A s, and in what time, s; in order of cycles, none left out. */
export interface CycleCharge {
  readonly cycle: number;
  readonly chargeCapacityAs: number;
  readonly dischargeCapacityAs: number;
  readonly chargeTimeS: number;
  readonly dischargeTimeS: number;
}

/** Standard uncertainties, as of the instrument budget: relative gains by direction, and a current offset. */
export interface CurrentErrors {
  readonly chargeGainSd: number;
  readonly dischargeGainSd: number;
  readonly currentOffsetSdA: number;
}

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
  const before = { chargedAs: 0, dischargedAs: 0, chargeS: 0, dischargeS: 0 };
  const first = cycles[0];
  for (const one of cycles) {
    if (!isWhole(one)) break;
    before.chargedAs += one.chargeCapacityAs;
    before.chargeS += one.chargeTimeS;
    const top = { ...before };
    before.dischargedAs += one.dischargeCapacityAs;
    before.dischargeS += one.dischargeTimeS;
    const { chargeCapacityAs, chargeTimeS, dischargeCapacityAs, dischargeTimeS } = first!;
    const charge = since(top, {
      chargedAs: chargeCapacityAs,
      dischargedAs: 0,
      chargeS: chargeTimeS,
      dischargeS: 0,
    });
    const discharge = since(before, {
      chargedAs: chargeCapacityAs,
      dischargedAs: dischargeCapacityAs,
      chargeS: chargeTimeS,
      dischargeS: dischargeTimeS,
    });
    found.push({
      cycle: one.cycle,
      chargeEndAs: charge.chargedAs - charge.dischargedAs,
      chargeEndSdAs: sdOf(charge, errors),
      dischargeEndAs: discharge.chargedAs - discharge.dischargedAs,
      dischargeEndSdAs: sdOf(discharge, errors),
    });
  }
  return found;
}

interface Passed {
  readonly chargedAs: number;
  readonly dischargedAs: number;
  readonly chargeS: number;
  readonly dischargeS: number;
}

function since(now: Passed, start: Passed): Passed {
  return {
    chargedAs: now.chargedAs - start.chargedAs,
    dischargedAs: now.dischargedAs - start.dischargedAs,
    chargeS: now.chargeS - start.chargeS,
    dischargeS: now.dischargeS - start.dischargeS,
  };
}

/** An offset adds to what was charged and takes from what was discharged, so that both move the end point one way. */
function sdOf(passed: Passed, { chargeGainSd, dischargeGainSd, currentOffsetSdA }: CurrentErrors): number {
  return Math.hypot(
    chargeGainSd * passed.chargedAs,
    dischargeGainSd * passed.dischargedAs,
    currentOffsetSdA * (passed.chargeS + passed.dischargeS),
  );
}

function isWhole(one: CycleCharge): boolean {
  const { chargeCapacityAs, dischargeCapacityAs, chargeTimeS, dischargeTimeS } = one;
  const positive = [chargeCapacityAs, dischargeCapacityAs, chargeTimeS, dischargeTimeS];
  return positive.every((value) => Number.isFinite(value) && value > 0);
}
