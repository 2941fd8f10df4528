import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { cholesky, logDeterminant } from '../../../planner/linalg/cholesky.js';
import { inverse } from '../../../planner/linalg/inverse.js';
import { minimise } from '../../../planner/linalg/lbfgs.js';
import {
  multiplyLower,
  multiplyUpper,
  solve,
  solveLower,
  solveLowerRows,
} from '../../../planner/linalg/triangular.js';

/** `B B' + I` for a random B: well conditioned, symmetric. */
function positiveDefinite(n: number, seed: number): Float64Array {
  const rng = seededRng(seed);
  const b = Float64Array.from({ length: n * n }, () => rng.normal());
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < n; k++) sum += b[i * n + k]! * b[j * n + k]!;
    return sum;
  });
}

function times(a: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * n + j]! * value, 0));
}

describe('Cholesky', () => {
  it('solves what it factored, without jitter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer(), (n, seed) => {
        const a = positiveDefinite(n, seed);
        const x = Float64Array.from({ length: n }, (_, k) => Math.sin(k + 1));
        const factor = cholesky(a, n);
        expect(factor.jitter).toBe(0);
        solve(factor, times(a, x)).forEach((value, k) => {
          expect(value).toBeCloseTo(x[k]!, 7);
        });
        multiplyLower(factor, multiplyUpper(factor, x)).forEach((value, k) => {
          expect(value).toBeCloseTo(times(a, x)[k]!, 7);
        });
      }),
    );
  });

  it('gives what times the matrix is one, and the same solutions for many right sides as for each, beyond a panel', () => {
    for (const n of [1, 7, 32, 33, 69, 130]) {
      const a = positiveDefinite(n, n);
      const factor = cholesky(a, n);
      const lower = inverse(factor);
      const row = Float64Array.from({ length: n }, (_, j) => lower[(n - 1) * n + j]!);
      times(a, row).forEach((value, k) => {
        expect(value).toBeCloseTo(k === n - 1 ? 1 : 0, 8);
      });
      const sides = Float64Array.from({ length: 6 * n }, (_, k) => Math.cos(k));
      const solved = sides.slice();
      solveLowerRows(factor, solved);
      for (let side = 0; side < 6; side++) {
        const one = solveLower(factor, sides.slice(side * n, (side + 1) * n));
        one.forEach((value, k) => {
          expect(solved[side * n + k]).toBeCloseTo(value, 9);
        });
      }
    }
  });

  it('gives the inverse and the determinant of a matrix known by hand', () => {
    const factor = cholesky(Float64Array.of(4, 2, 2, 3), 2);
    const [a, , c, d] = inverse(factor);
    expect([a, c, d].map((value) => Number(value!.toFixed(12)))).toEqual([0.375, -0.25, 0.5]);
    expect(logDeterminant(factor)).toBeCloseTo(Math.log(8), 12);
  });

  it('reports the jitter that a singular matrix needed', () => {
    const factor = cholesky(new Float64Array(9).fill(1), 3);
    expect(factor.jitter).toBeGreaterThan(0);
    expect(factor.jitter).toBeLessThanOrEqual(1e-8);
  });

  it('refuses a matrix that no jitter mends', () => {
    expect(() => cholesky(Float64Array.of(1, 3, 3, 1), 2)).toThrow(/not positive definite/);
    expect(() => cholesky(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(/not positive definite/);
  });
});

describe('L-BFGS', () => {
  it('walks the valley of Rosenbrock to its end in 10 dimensions', () => {
    const { x, value, converged } = minimise(
      (at, gradient) => {
        gradient.fill(0);
        let sum = 0;
        for (let k = 0; k + 1 < at.length; k++) {
          const bend = at[k + 1]! - at[k]! ** 2;
          sum += 100 * bend * bend + (1 - at[k]!) ** 2;
          gradient[k]! += -400 * bend * at[k]! - 2 * (1 - at[k]!);
          gradient[k + 1]! += 200 * bend;
        }
        return sum;
      },
      [new Float64Array(10).fill(-0.5)],
      { maxIterations: 500, valueTolerance: 1e-14 },
    );
    expect(converged).toBe(true);
    expect(value).toBeLessThan(1e-8);
    x.forEach((entry) => {
      expect(entry).toBeCloseTo(1, 3);
    });
  });

  it('backs away from where the function cannot be evaluated', () => {
    const { x } = minimise(
      (at, gradient) => {
        gradient[0] = 1 - 1 / at[0]!;
        return at[0]! > 0 ? at[0]! - Math.log(at[0]!) : Infinity;
      },
      [Float64Array.of(0.01)],
    );
    expect(x[0]).toBeCloseTo(1, 4);
  });

  it('begins at the lowest of several points', () => {
    const twoWells = (at: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 4 * at[0]! ** 3 - 4 * at[0]! + 0.3;
      return at[0]! ** 4 - 2 * at[0]! ** 2 + 0.3 * at[0]!;
    };
    const ends = [[0.9], [0.9, -0.9], [-0.9, 0.9]].map((from) =>
      Math.sign(
        minimise(
          twoWells,
          from.map((x) => Float64Array.of(x)),
        ).x[0]!,
      ),
    );
    expect(ends).toEqual([1, -1, -1]);
  });
});
