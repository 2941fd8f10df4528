/** Charge and energy of one interval between two rows, split by direction. */

export interface Moved {
  readonly chargeAs: number;
  readonly dischargeAs: number;
  readonly chargeJ: number;
  readonly dischargeJ: number;
  readonly chargeS: number;
  readonly dischargeS: number;
}

/** One row as the integral sees it. */
export interface Point {
  readonly timeS: number;
  readonly currentA: number;
  readonly voltageV: number;
}

/**
 * Trapezoids between two points. Current and power are taken as straight lines; where the current changes sign the
 * interval is cut at its zero, so that charge and discharge never cancel. All results are at least 0.
 */
export function moved(from: Point, to: Point): Moved {
  if (from.currentA * to.currentA >= 0) return sameSign(from, to);
  const share = from.currentA / (from.currentA - to.currentA);
  const zero = {
    timeS: from.timeS + share * (to.timeS - from.timeS),
    currentA: 0,
    voltageV: from.voltageV + share * (to.voltageV - from.voltageV),
  };
  return add(sameSign(from, zero), sameSign(zero, to));
}

export const NOTHING: Moved = {
  chargeAs: 0,
  dischargeAs: 0,
  chargeJ: 0,
  dischargeJ: 0,
  chargeS: 0,
  dischargeS: 0,
};

export function add(a: Moved, b: Moved): Moved {
  return {
    chargeAs: a.chargeAs + b.chargeAs,
    dischargeAs: a.dischargeAs + b.dischargeAs,
    chargeJ: a.chargeJ + b.chargeJ,
    dischargeJ: a.dischargeJ + b.dischargeJ,
    chargeS: a.chargeS + b.chargeS,
    dischargeS: a.dischargeS + b.dischargeS,
  };
}

function sameSign(from: Point, to: Point): Moved {
  const durationS = to.timeS - from.timeS;
  const meanA = (from.currentA + to.currentA) / 2;
  const meanW = (from.currentA * from.voltageV + to.currentA * to.voltageV) / 2;
  const chargeAs = Math.abs(meanA) * durationS;
  const energyJ = Math.abs(meanW) * durationS;
  if (meanA > 0) return { ...NOTHING, chargeAs, chargeJ: energyJ, chargeS: durationS };
  if (meanA < 0) return { ...NOTHING, dischargeAs: chargeAs, dischargeJ: energyJ, dischargeS: durationS };
  return NOTHING;
}
