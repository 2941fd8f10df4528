/** Charge and energy that were moved, split by direction. */

/** Totals, counted up in place: a copy for each of a record's many intervals would be most of an analysis's memory. */
export interface Moved {
  chargeAs: number;
  dischargeAs: number;
  chargeJ: number;
  dischargeJ: number;
  chargeS: number;
  dischargeS: number;
}

/** One row as the integral sees it. */
export interface Point {
  readonly timeS: number;
  readonly currentA: number;
  readonly voltageV: number;
}

export function nothingMoved(): Moved {
  return { chargeAs: 0, dischargeAs: 0, chargeJ: 0, dischargeJ: 0, chargeS: 0, dischargeS: 0 };
}

/**
 * Adds the trapezoids between two points to `total`. Current and power are taken as straight lines; where the current
 * changes sign the interval is cut at its zero, so that charge and discharge never cancel. Nothing becomes less.
 */
export function addInterval(total: Moved, from: Point, to: Point): void {
  if (from.currentA * to.currentA >= 0) {
    addSameSign(total, from, to);
    return;
  }
  const share = from.currentA / (from.currentA - to.currentA);
  const zero = {
    timeS: from.timeS + share * (to.timeS - from.timeS),
    currentA: 0,
    voltageV: from.voltageV + share * (to.voltageV - from.voltageV),
  };
  addSameSign(total, from, zero);
  addSameSign(total, zero, to);
}

function addSameSign(total: Moved, from: Point, to: Point): void {
  const durationS = to.timeS - from.timeS;
  const meanA = (from.currentA + to.currentA) / 2;
  const meanW = (from.currentA * from.voltageV + to.currentA * to.voltageV) / 2;
  if (meanA > 0) {
    total.chargeAs += meanA * durationS;
    total.chargeJ += Math.abs(meanW) * durationS;
    total.chargeS += durationS;
  } else if (meanA < 0) {
    total.dischargeAs -= meanA * durationS;
    total.dischargeJ += Math.abs(meanW) * durationS;
    total.dischargeS += durationS;
  }
}
