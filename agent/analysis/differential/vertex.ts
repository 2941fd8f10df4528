/** Where exactly a curve is highest. */
import { parabolaThrough } from './parabola.js';

export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly sd: Float64Array;
}

export interface Vertex {
  readonly x: number;
  readonly sd: number;
}

/** Neighbouring slopes share knots of their windows: so many are worth one independent point. */
export const SHARED = 5;

/**
 * Vertex of a parabola through the points within `reach` of the top; the top itself, known to `reach`, when that is not
 * round. The top is the first point that is as high as the highest within one standard uncertainty: a reduction sets in
 * fast and fades slowly, so noise alone picks the highest of many points behind it.
 */
export function vertexAbout(curve: Curve, highest: number, reach: number): Vertex {
  const { x, y, sd } = curve;
  const place = firstAsHigh(curve, highest, 4 * reach);
  const inside = (k: number): boolean => Math.abs((x[k] ?? Infinity) - x[place]!) <= reach;
  let [from, to] = [place, place];
  while (inside(from - 1)) from--;
  while (inside(to + 1)) to++;
  const fit = parabolaThrough({ x, y, weight: sd.map((each) => each ** -2) }, [from, to], x[place]!);
  const shift = fit && fit.bend < 0 ? -fit.slope / (2 * fit.bend) : Infinity;
  if (!fit || Math.abs(shift) > reach) return { x: x[place]!, sd: reach };
  const ratio = fit.slope / fit.bend;
  const variance =
    (fit.slopeVariance - 2 * ratio * fit.slopeBendCovariance + ratio ** 2 * fit.bendVariance) /
    (4 * fit.bend ** 2);
  const scatter = SHARED * Math.max(1, fit.residualVariance);
  return { x: x[place]! + shift, sd: Math.min(reach, Math.sqrt(variance * scatter)) };
}

function firstAsHigh({ x, y, sd }: Curve, highest: number, within: number): number {
  let first = highest;
  for (let k = highest; k >= 0 && Math.abs(x[k]! - x[highest]!) <= within; k--) {
    if (y[highest]! - y[k]! <= Math.hypot(sd[highest]!, sd[k]!)) first = k;
  }
  return first;
}
