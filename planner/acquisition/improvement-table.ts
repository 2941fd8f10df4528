import { logDensity } from './normal.js';
import { logImprovementOf } from './log-expected-improvement.js';

/**
 * `h(z) = log(phi(z) + z Phi(z))` and its derivative to 1e-12, fast: a hypervolume needs it at the edges of every box in
 * every draw. Between -30 and 8 by quintic Hermite interpolation; below by Mills' ratio, above it is `log z`.
 */
export interface ImprovementTable {
  value(z: number): number;
  slope(z: number): number;
}

const LOWEST = -30;
const HIGHEST = 8;
const CELLS_PER_UNIT = 32;
const CELLS = (HIGHEST - LOWEST) * CELLS_PER_UNIT;
const DEGREE = 5;

/** Coefficients of `h` over the share of each cell, six a cell. */
const coefficients = tabulated();

export const improvementTable: ImprovementTable = {
  value(z) {
    if (z < LOWEST) return logImprovementOf(z).h;
    if (z >= HIGHEST) return Math.log(z);
    const position = (z - LOWEST) * CELLS_PER_UNIT;
    const cell = Math.min(Math.floor(position), CELLS - 1);
    const t = position - cell;
    const at = cell * (DEGREE + 1);
    let sum = coefficients[at + DEGREE]!;
    for (let k = DEGREE - 1; k >= 0; k--) sum = sum * t + coefficients[at + k]!;
    return sum;
  },
  slope(z) {
    if (z < LOWEST) return logImprovementOf(z).slope;
    if (z >= HIGHEST) return 1 / z;
    const position = (z - LOWEST) * CELLS_PER_UNIT;
    const cell = Math.min(Math.floor(position), CELLS - 1);
    const t = position - cell;
    const at = cell * (DEGREE + 1);
    let sum = DEGREE * coefficients[at + DEGREE]!;
    for (let k = DEGREE - 1; k >= 1; k--) sum = sum * t + k * coefficients[at + k]!;
    return sum * CELLS_PER_UNIT;
  },
};

function tabulated(): Float64Array {
  const nodes = Array.from({ length: CELLS + 1 }, (_, i) => nodeAt(LOWEST + i / CELLS_PER_UNIT));
  const table = new Float64Array(CELLS * (DEGREE + 1));
  for (let i = 0; i < CELLS; i++) table.set(hermite(nodes[i]!, nodes[i + 1]!), i * (DEGREE + 1));
  return table;
}

type Node = readonly [value: number, slope: number, curvature: number];

/** Derivatives over the share of a cell. `h'' = phi / (phi + z Phi) - h'^2`. */
function nodeAt(z: number): Node {
  const { h, slope } = logImprovementOf(z);
  const curvature = Math.exp(logDensity(z) - h) - slope * slope;
  return [h, slope / CELLS_PER_UNIT, curvature / CELLS_PER_UNIT ** 2];
}

/** The polynomial of degree five with these values, slopes and curvatures at 0 and 1. */
function hermite([f0, d0, s0]: Node, [f1, d1, s1]: Node): number[] {
  const rise = f1 - f0;
  return [
    f0,
    d0,
    s0 / 2,
    10 * rise - 6 * d0 - 4 * d1 - 1.5 * s0 + 0.5 * s1,
    -15 * rise + 8 * d0 + 7 * d1 + 1.5 * s0 - s1,
    6 * rise - 3 * d0 - 3 * d1 - 0.5 * s0 + 0.5 * s1,
  ];
}
