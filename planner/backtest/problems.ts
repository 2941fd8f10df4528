/**
 * The test functions of the optimiser benchmark, all minimised: Branin, Hartmann6 and Ackley as in Surjanovic and
 * Bingham, "Virtual Library of Simulation Experiments"; the failure and mixture problems as defined with the frozen designs.
 */
import type { Parameters, Space } from '../space/space.js';

/** u5 and u6 of Hartmann6 behind levels: only which one is seen, not where it lies. */
const HIDDEN = [
  [0.1, 0.45, 0.65, 0.95],
  [0.038, 0.33, 0.7],
] as const;

function mixedCube(): Space {
  const levels = HIDDEN.map((values, k) => ({
    name: `u${k + 5}`,
    kind: 'categorical' as const,
    levels: values.map((_, level) => String(level)),
  }));
  const { variables } = cube(4);
  return { blocks: [], variables: [...variables, ...levels], constraints: [] };
}

function hartmann6Mixed(x: readonly number[]): number {
  return hartmann6([...x.slice(0, 4), HIDDEN[0][x[4]!]!, HIDDEN[1][x[5]!]!]);
}

/** A problem over coordinates in the order of the frozen designs. */
export interface Problem {
  readonly space: Space;
  /** The value, or null when the experiment fails. */
  evaluate(x: readonly number[]): number | null;
  /** Standard deviation of what is added to what is observed; none when absent. */
  readonly noiseSd?: number;
}

/** The unit cube. */
export function cube(dimension: number): Space {
  const variables = Array.from({ length: dimension }, (_, k) => ({
    name: `u${k + 1}`,
    kind: 'continuous' as const,
    min: 0,
    max: 1,
    scale: 'linear' as const,
  }));
  return { blocks: [], variables, constraints: [] };
}

function simplex(size: number): Space {
  const components = Array.from({ length: size }, (_, k) => ({ name: String(k + 1), min: 0, max: 1 }));
  return { blocks: [{ name: 'x', components, maxComponents: size }], variables: [], constraints: [] };
}

/** Branin, with something added to its quadratic coefficient. */
export function branin([u1 = 0, u2 = 0]: readonly number[], bend = 0): number {
  const a = -5 + 15 * u1;
  const b = 15 * u2;
  const bowl = b - (5.1 / (4 * Math.PI ** 2) + bend) * a * a + (5 / Math.PI) * a - 6;
  return bowl * bowl + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10;
}

const ALPHA = [1, 1.2, 3, 3.2];
const A = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const P = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
];

/** Hartmann6, with the first weight replaced. */
export function hartmann6(x: readonly number[], firstWeight = ALPHA[0]!): number {
  return -[firstWeight, ...ALPHA.slice(1)].reduce((sum, alpha, i) => {
    const distance = x.reduce((d, value, j) => d + A[i]![j]! * (value - P[i]![j]! * 1e-4) ** 2, 0);
    return sum + alpha * Math.exp(-distance);
  }, 0);
}

function ackley5(u: readonly number[]): number {
  const x = u.map((value) => -5 + 15 * value);
  const square = x.reduce((sum, value) => sum + value * value, 0) / x.length;
  const cosine = x.reduce((sum, value) => sum + Math.cos(2 * Math.PI * value), 0) / x.length;
  return -20 * Math.exp(-0.2 * Math.sqrt(square)) - Math.exp(cosine) + 20 + Math.E;
}

function braninFails([u1 = 0, u2 = 0]: readonly number[]): boolean {
  return (u2 > 0.28 + 0.1 * Math.sin(9 * u1) && u1 < 0.45) || (u1 > 0.75 && u2 < 0.45);
}

function hartmannFails(u: readonly number[]): boolean {
  return u.reduce((sum, value) => sum + (value - 0.3) ** 2, 0) >= 0.62;
}

const WEIGHTS = [0.3, 0.55, 0.2, 0.1, 0.45, 0.25];
const PAIRS: readonly (readonly [number, number, number])[] = [
  [1, 2, 1.6],
  [1, 4, -0.9],
  [2, 5, 1.2],
  [3, 4, 2],
  [3, 6, 0.8],
  [4, 5, -1.1],
  [2, 3, 1.4],
];

function mixture6(x: readonly number[]): number {
  const linear = WEIGHTS.reduce((sum, w, k) => sum + w * Math.sqrt(x[k]!), 0);
  const pairs = PAIRS.reduce((sum, [i, j, c]) => sum + c * x[i - 1]! * x[j - 1]!, 0);
  return -(linear + pairs - 1.5 * Math.max(0, x[3]! - 0.25) - x[5]! ** 2);
}

/** The problems by their names in the frozen designs. */
export const problems: Readonly<Record<string, Problem>> = {
  branin: { space: cube(2), evaluate: branin },
  hartmann6: { space: cube(6), evaluate: hartmann6 },
  hartmann6_noisy: { space: cube(6), evaluate: hartmann6, noiseSd: 0.1 },
  ackley5: { space: cube(5), evaluate: ackley5 },
  failure_branin: { space: cube(2), evaluate: (u) => (braninFails(u) ? null : branin(u)) },
  failure_hartmann6: { space: cube(6), evaluate: (u) => (hartmannFails(u) ? null : hartmann6(u)) },
  hartmann6_mixed: { space: mixedCube(), evaluate: hartmann6Mixed },
  mixture6: { space: simplex(6), evaluate: mixture6 },
};

/** Names of the coordinates of a problem, in the order of its designs. */
export function namesOf({ blocks, variables }: Space): string[] {
  return [
    ...blocks.flatMap(({ name, components }) => components.map((c) => `${name}.${c.name}`)),
    ...variables.map(({ name }) => name),
  ];
}

/** A design row as a point of the problem's space; rounded fractions are brought back to a sum of one. */
export function toPoint(space: Space, x: readonly number[]): Parameters {
  const sum = x.reduce((a, b) => a + b, 0);
  const scale = space.blocks.length > 0 ? 1 / sum : 1;
  const levels = new Set(
    space.variables.filter(({ kind }) => kind === 'categorical').map(({ name }) => name),
  );
  return Object.fromEntries(
    namesOf(space).map((name, k) => [name, levels.has(name) ? String(x[k]!) : x[k]! * scale]),
  );
}
