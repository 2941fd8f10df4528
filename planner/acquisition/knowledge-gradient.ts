import { logImprovementOf } from './log-expected-improvement.js';

/**
 * Natural logarithm of what one more measurement is expected to lower the least of several means by: `min means -
 * E[min_i (means_i + slopes_i Z)]`, Z standard normal; exact (Frazier, Powell, Dayanik, INFORMS J. Computing 2009,
 * algorithm 1 and eq. 14). `slopes` are the changes of the means per standard deviation of the measurement. -Infinity
 * where nothing can change which is least.
 */
export function logKnowledgeGradient(means: Float64Array, slopes: Float64Array): number {
  const contenders = within(means, slopes, FAR);
  const hull = upperEnvelope(contenders.length > 1 ? contenders : within(means, slopes, Infinity));
  const terms = hull.slice(1).map((line, i) => {
    const before = hull[i]!;
    return Math.log(line.slope - before.slope) + logImprovementOf(-Math.abs(crossing(before, line))).h;
  });
  const top = terms.reduce((most, term) => Math.max(most, term), -Infinity);
  if (top === -Infinity) return -Infinity;
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0));
}

/** Outcomes farther out, in standard deviations, only count where no nearer one changes anything. */
const FAR = 12;

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** The lines that undercut the least mean's for some outcome nearer than `far`, turned upside down. */
function within(means: Float64Array, slopes: Float64Array, far: number): Line[] {
  let least = 0;
  for (let i = 1; i < means.length; i++) if (means[i]! < means[least]!) least = i;
  const lines: Line[] = [];
  for (let i = 0; i < means.length; i++) {
    const apart = Math.abs(slopes[i]! - slopes[least]!);
    const isNear = apart > 0 && means[i]! - means[least]! < far * apart;
    if (i === least || isNear) lines.push({ intercept: -means[i]!, slope: -slopes[i]! });
  }
  return lines;
}

/** Where two lines of different slope meet. */
function crossing(a: Line, b: Line): number {
  return (a.intercept - b.intercept) / (b.slope - a.slope);
}

/** The lines that are the highest somewhere, by rising slope. */
function upperEnvelope(lines: Line[]): Line[] {
  lines.sort((a, b) => a.slope - b.slope || a.intercept - b.intercept);
  const hull: Line[] = [];
  for (const line of lines) {
    if (hull.length > 0 && hull[hull.length - 1]!.slope === line.slope) hull.pop();
    while (hull.length > 1 && isCovered(hull[hull.length - 2]!, hull[hull.length - 1]!, line)) hull.pop();
    hull.push(line);
  }
  return hull;
}

/** Whether the middle one of three lines of rising slope is nowhere the highest. */
function isCovered(before: Line, middle: Line, after: Line): boolean {
  return crossing(before, middle) >= crossing(middle, after);
}
