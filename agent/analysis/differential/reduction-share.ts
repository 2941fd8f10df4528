/**
 * Which share of a first charge reduces electrolyte. While the film is young the voltage rises more slowly than the
 * electrodes alone would let it: of the current `I` only `(1 - f) I` fills graphite, so dV/dQ falls to `1 - f` of what
 * it was. What it would have been is continued from the foot just before: for dilute graphite, whose potential decays
 * exponentially with its filling, ln(dV/dQ) changes slowly and evenly over a few tenths of a volt.
 */
import type { Derivative } from './derivative.js';
import { lineThrough, type Line } from './line.js';
import { SHARED } from './vertex.js';

export interface ReductionShare {
  /** Of the cell, V. */
  readonly voltageV: Float64Array;
  /** `ln(dV/dQ expected / dV/dQ found)`, that is -ln(1 - f); 0 where nothing is reduced. */
  readonly excess: Float64Array;
  readonly excessSd: Float64Array;
  /** dV/dQ as found, V per A s. */
  readonly slopeVPerAs: Float64Array;
  /** Charge that passed, A s. */
  readonly chargeAs: Float64Array;
}

/** The foot from which the rest is foretold ends this far before, and is this long; the foretelling reaches this far, V. */
const LEAD_V = 0.04;
const FOOT_V = 0.2;
const SHORTEST_FOOT_V = 0.12;
const REACH_V = 0.4;
/**
 * Excess that counts: at this many points in a row, over so many standard deviations, and above what a curved foot can
 * miss. The cathode's own bend in a fast first charge stays below 0.1, a reduction sets in within tens of millivolts.
 */
const IN_A_ROW = 4;
const BEYOND_DOUBT = 5;
const LEAST_EXCESS = 0.2;
/**
 * One entry for each foot that ends in reduction, ascending in voltage; none when the slope never falls below what a
 * foot foretells.
 * @param endV of the first charge's foot: above, the host's own plateaus begin
 */
export function reductionShares(curve: Derivative, endV: number): ReductionShare[] {
  const foot = logSlopes(curve, endV);
  const found: ReductionShare[] = [];
  for (let from = 0; from < foot.x.length;) {
    const start = onset(foot, from);
    if (!start) break;
    const one = shareFrom(foot, start);
    found.push(one);
    from = start.place + one.voltageV.length;
  }
  return found;
}

interface Foot {
  /** V. */
  readonly x: Float64Array;
  /** ln(V per A s). */
  readonly y: Float64Array;
  readonly sd: Float64Array;
  readonly chargeAs: Float64Array;
}

function logSlopes({ voltageV, slopeVPerAs, slopeSdVPerAs, chargeAs }: Derivative, endV: number): Foot {
  const usable = [...voltageV.keys()].filter((k) => slopeVPerAs[k]! > 0 && voltageV[k]! < endV);
  const pick = (of: (k: number) => number): Float64Array => Float64Array.from(usable, of);
  return {
    x: pick((k) => voltageV[k]!),
    y: pick((k) => Math.log(slopeVPerAs[k]!)),
    sd: pick((k) => slopeSdVPerAs[k]! / slopeVPerAs[k]!),
    chargeAs: pick((k) => chargeAs[k]!),
  };
}

interface Onset {
  readonly place: number;
  readonly line: Line;
}

function onset({ x, y, sd }: Foot, start: number): Onset | undefined {
  let inARow = 0;
  for (let k = start, from = start, to = start; k < x.length; k++) {
    while (x[from]! < x[k]! - LEAD_V - FOOT_V) from++;
    while (to + 1 < k && x[to + 1]! < x[k]! - LEAD_V) to++;
    if (x[to]! - x[from]! < SHORTEST_FOOT_V) continue;
    const line = lineThrough({ x, y, sd }, [from, to], SHARED);
    const excess = line.at(x[k]!) - y[k]!;
    const isOver = excess > LEAST_EXCESS && excess > BEYOND_DOUBT * Math.hypot(line.sdAt(x[k]!), sd[k]!);
    inARow = isOver ? inARow + 1 : 0;
    if (inARow === IN_A_ROW) return { line, place: k - IN_A_ROW + 1 };
  }
  return undefined;
}

function shareFrom({ x, y, sd, chargeAs }: Foot, { place, line }: Onset): ReductionShare {
  const end = x.findIndex((volts, k) => k > place && volts > x[place]! + REACH_V);
  const [from, to] = [Math.max(0, place - IN_A_ROW), end < 0 ? x.length : end];
  return {
    voltageV: x.subarray(from, to),
    excess: x.subarray(from, to).map((volts, k) => line.at(volts) - y[from + k]!),
    excessSd: sd.subarray(from, to),
    slopeVPerAs: y.subarray(from, to).map(Math.exp),
    chargeAs: chargeAs.subarray(from, to),
  };
}
