/**
 * How far a feature of dV/dQ moved along the charge axis between two charges: the stage transitions of graphite move as
 * the electrodes slip against each other (Smith et al. 2011; Bloom et al., J. Power Sources 139 (2005) 295).
 */
import type { Derivative } from './derivative.js';

export interface FeatureShift {
  /** Of the later curve against the earlier one, positive to more charge, A s. */
  readonly shiftAs: number;
  /** An upper bound: errors of slopes a window apart cancel in part, which is not counted. */
  readonly shiftSdAs: number;
  /** Mean squared mismatch of the matched stretch in units of its variance: near 1 where only place changed. */
  readonly misfit: number;
}

/** The stretch of the earlier curve that holds the feature, A s. */
export interface Stretch {
  readonly fromAs: number;
  readonly toAs: number;
}

const STEPS = 60;
const ITERATIONS = 30;
/** The shift has been found when a step is this share of the stretch. */
const CLOSE = 1e-7;

/**
 * Least squares of `later(q + shift) - earlier(q) - level` over the stretch, by Gauss and Newton: place alone matters,
 * a level that rose with the resistance does not. Undefined when the stretch is not on both curves, has no feature to
 * hold on to, or does not settle within half its width.
 */
export function featureShift(
  earlier: Derivative,
  later: Derivative,
  { fromAs, toAs }: Stretch,
): FeatureShift | undefined {
  const width = toAs - fromAs;
  const places = Array.from({ length: STEPS }, (_, k) => fromAs + (width * (k + 0.5)) / STEPS);
  const step = earlier.windowAs / 4 || width / STEPS;
  let shiftAs = 0;
  for (let k = 0; k < ITERATIONS; k++) {
    const found = newton(earlier, later, places, shiftAs, step);
    if (!found) return undefined;
    shiftAs += found.stepAs;
    if (!(Math.abs(shiftAs) < width / 2)) return undefined;
    if (Math.abs(found.stepAs) > CLOSE * width) continue;
    const shiftSdAs = found.sdAs * Math.sqrt(Math.max(1, found.misfit));
    return shiftSdAs < width / 2 ? { shiftAs, shiftSdAs, misfit: found.misfit } : undefined;
  }
  return undefined;
}

function newton(
  earlier: Derivative,
  later: Derivative,
  places: readonly number[],
  shiftAs: number,
  step: number,
) {
  const points = places.map((q) => {
    const [was, is] = [at(earlier, q), at(later, q + shiftAs)];
    const [before, after] = [at(later, q + shiftAs - step), at(later, q + shiftAs + step)];
    const slope = (after.value - before.value) / (2 * step);
    return { error: is.value - was.value, slope, weight: 1 / (was.sd ** 2 + is.sd ** 2) };
  });
  const weight = points.reduce((sum, one) => sum + one.weight, 0);
  const mean = (of: (one: (typeof points)[number]) => number): number =>
    points.reduce((sum, one) => sum + one.weight * of(one), 0) / weight;
  const [level, tilt] = [mean(({ error }) => error), mean(({ slope }) => slope)];
  const curvature = mean(({ slope }) => (slope - tilt) ** 2);
  const stepAs = -mean(({ error, slope }) => (error - level) * (slope - tilt)) / curvature;
  const misfit = (mean(({ error }) => (error - level) ** 2) * weight) / (points.length - 2);
  if (!Number.isFinite(stepAs) || !Number.isFinite(misfit)) return undefined;
  return { stepAs, misfit, sdAs: 1 / Math.sqrt(weight * curvature) };
}

/** Straight between neighbours; not a number beyond the ends. */
function at({ chargeAs, slopeVPerAs, slopeSdVPerAs }: Derivative, q: number): { value: number; sd: number } {
  const last = chargeAs.length - 1;
  if (!(q >= chargeAs[0]! && q <= chargeAs[last]!)) return { value: NaN, sd: NaN };
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chargeAs[middle]! <= q) low = middle;
    else high = middle;
  }
  const share = (q - chargeAs[low]!) / (chargeAs[high]! - chargeAs[low]! || 1);
  const between = (of: Float64Array): number => of[low]! + share * (of[high]! - of[low]!);
  return { value: between(slopeVPerAs), sd: between(slopeSdVPerAs) };
}
