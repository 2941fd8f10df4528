/** Peaks of a derivative: where, how high, how large, how sure. */
import { summits, type Summit } from './summits.js';
import { vertexAbout, type Curve } from './vertex.js';

/** Each with its standard uncertainty, in the units of the curve. */
export interface CurvePeak {
  readonly position: number;
  readonly positionSd: number;
  readonly height: number;
  readonly heightSd: number;
  /** Above the straight line from the valley before to the valley after. */
  readonly area: number;
  readonly areaSd: number;
  /** Relative height over the higher valley, in standard uncertainties; at least 5. */
  readonly significance: number;
}

interface Widths {
  /** Half widths of the parabola through a top, and of the smoothing of the curve, in units of x. */
  readonly reach: number;
  readonly window: number;
}

/** Relative height that counts. */
const LEAST = 0.03;

/** In order of the curve. Points with `y <= 0` are no part of it. Noise alone gives none: see `summits`. */
export function peaksOf(curve: Curve, { reach, window }: Widths): CurvePeak[] {
  const { x, y, sd } = positive(curve);
  // Slopes range over decades, and so does their uncertainty: heights are compared as ratios.
  const relative = { x, y: y.map(Math.log), sd: sd.map((each, k) => each / y[k]!) };
  return summits(relative.y, relative.sd, LEAST).map((summit) => {
    const vertex = vertexAbout(relative, summit.place, reach);
    return {
      position: vertex.x,
      // Places within half a window of smoothing are not told apart: a rectangular distribution of that width.
      positionSd: Math.hypot(vertex.sd, window / Math.sqrt(12)),
      height: y[summit.place]!,
      heightSd: sd[summit.place]!,
      ...areaOf({ x, y, sd }, summit),
      significance: summit.significance,
    };
  });
}

function positive({ x, y, sd }: Curve): Curve {
  const kept = [...y.keys()].filter((k) => y[k]! > 0);
  const column = (of: Float64Array): Float64Array => Float64Array.from(kept, (k) => of[k]!);
  return { x: column(x), y: column(y), sd: column(sd) };
}

/** Slopes that share a window err together, hence the plain sum of their uncertainties. */
function areaOf({ x, y, sd }: Curve, { left, right }: Summit): { area: number; areaSd: number } {
  const line = (k: number): number =>
    y[left]! + ((y[right]! - y[left]!) * (x[k]! - x[left]!)) / (x[right]! - x[left]!);
  let [area, areaSd] = [0, 0];
  for (let k = left + 1; k <= right; k++) {
    const width = Math.abs(x[k]! - x[k - 1]!);
    area += ((y[k]! - line(k) + y[k - 1]! - line(k - 1)) / 2) * width;
    areaSd += sd[k]! * width;
  }
  return { area, areaSd };
}
