/**
 * Problems with a cheap second source, all minimised on the unit cube. Branin is divided by 50. The cheap source of
 * Branin has its quadratic coefficient lowered by 0.02 and a tilt; that of Hartmann6 has half its first weight, a wave
 * and an offset. The uninformative source is the function itself, mirrored at the centre: as smooth and
 * as large, with its optimum elsewhere.
 */
import type { Space } from '../../planner/space/space.js';
import { branin as braninOf, cube, hartmann6 as hartmann6Of } from '../../planner/backtest/problems.js';

type Evaluate = (u: readonly number[]) => number;

export interface AugmentedProblem {
  readonly space: Space;
  /** In units of the cost of one true value. */
  readonly budget: number;
  readonly bestKnown: number;
  readonly high: Evaluate;
  readonly low: Evaluate;
  readonly uninformative: Evaluate;
}

const turned = (u: readonly number[]): number[] => u.map((value) => 1 - value);

const branin: Evaluate = (u) => braninOf(u) / 50;
const hartmann6: Evaluate = (u) => hartmann6Of(u);

export const AUGMENTED: Readonly<Record<string, AugmentedProblem>> = {
  branin: {
    space: cube(2),
    budget: 20,
    bestKnown: 0.39788735773 / 50,
    high: branin,
    low: (u) => (braninOf(u, -0.02) + 15 * u[1]!) / 50,
    uninformative: (u) => branin(turned(u)),
  },
  hartmann6: {
    space: cube(6),
    budget: 45,
    bestKnown: -3.32236801141551,
    high: hartmann6,
    low: (u) => hartmann6Of(u, 0.5) - 0.2 * Math.sin(4 * u[0]!) + 0.3,
    uninformative: (u) => hartmann6(turned(u)),
  },
};
