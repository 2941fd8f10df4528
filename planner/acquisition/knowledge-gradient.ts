import { logImprovementOf } from './log-expected-improvement.js';

/**
 * Natural logarithm of what one more measurement is expected to lower the least of several means by: `min means -
 * E[min_i (means_i + slopes_i Z)]`, Z standard normal; exact (Frazier, Powell, Dayanik, INFORMS J. Computing 2009,
 * algorithm 1 and eq. 14). `slopes` are the changes of the means per standard deviation of the measurement. -Infinity
 * where nothing can change which is least.
 */
export function logKnowledgeGradient(means: Float64Array, slopes: Float64Array): number {
  const lines = Array.from(means, (mean, i) => ({ intercept: -mean, slope: -slopes[i]! }));
  const hull = upperEnvelope(lines);
  const terms = hull.slice(1).map((line, i) => {
    const before = hull[i]!;
    return Math.log(line.slope - before.slope) + logImprovementOf(-Math.abs(crossing(before, line))).h;
  });
  const top = terms.reduce((most, term) => Math.max(most, term), -Infinity);
  if (top === -Infinity) return -Infinity;
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0));
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
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
    if (hull.at(-1)?.slope === line.slope) hull.pop();
    while (hull.length > 1 && crossing(hull.at(-2)!, hull.at(-1)!) >= crossing(hull.at(-1)!, line))
      hull.pop();
    hull.push(line);
  }
  return hull;
}
