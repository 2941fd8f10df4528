/**
 * Test functions of several objectives, all minimised: Branin with Currin's function (Belakaria, Deshwal and Doppa, NeurIPS
 * 2019), and DTLZ2 with two objectives in six dimensions (Deb, Thiele, Laumanns and Zitzler, CEC 2002).
 */
import { problems, type Problem } from '../../planner/backtest/problems.js';

/** A problem over coordinates in the order of the frozen designs; its values are in the order of its objectives. */
export interface FrontProblem extends Pick<Problem, 'space'> {
  evaluate(x: readonly number[]): number[];
}

function currin([u1 = 0, u2 = 0]: readonly number[]): number {
  const rise = 2300 * u1 ** 3 + 1900 * u1 ** 2 + 2092 * u1 + 60;
  const fall = 100 * u1 ** 3 + 500 * u1 ** 2 + 4 * u1 + 20;
  return ((1 - Math.exp(-1 / (2 * u2))) * rise) / fall;
}

function dtlz2([angle = 0, ...rest]: readonly number[]): number[] {
  const radius = 1 + rest.reduce((sum, value) => sum + (value - 0.5) ** 2, 0);
  return [radius * Math.cos((angle * Math.PI) / 2), radius * Math.sin((angle * Math.PI) / 2)];
}

/** By their names in the frozen designs. */
export const frontProblems: Readonly<Record<string, FrontProblem>> = {
  branin_currin: {
    space: problems.branin!.space,
    evaluate: (u) => [problems.branin!.evaluate(u)!, currin(u)],
  },
  dtlz2: { space: problems.hartmann6!.space, evaluate: dtlz2 },
};
