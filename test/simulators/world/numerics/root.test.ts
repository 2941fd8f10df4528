import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { illinois, increasingRoot, secant } from '../../../../simulators/world/numerics/root.js';
import { electrolyte, makeCell } from '../cells.js';

/** Rises steeply on one side and gently on the other, as a cell's voltage does. */
function rising(root: number): (x: number) => number {
  return (x) => Math.asinh(50 * (x - root)) + 0.1 * (x - root) + Math.max(0, x - root) ** 3;
}

const aRoot = fc.double({ min: -10, max: 10, noNaN: true });

describe('root finding', () => {
  it('closes in from a bracket', () => {
    fc.assert(
      fc.property(aRoot, (root) => {
        const f = rising(root);
        const bracket = { from: -20, to: 20, atFrom: f(-20), atTo: f(20) };
        expect(illinois(f, bracket, 1e-10, 100)).toBeCloseTo(root, 8);
      }),
    );
  });

  it('finds its own bracket for a rising function', () => {
    fc.assert(
      fc.property(aRoot, aRoot, (root, guess) => {
        expect(increasingRoot(rising(root), guess, 0.01, 1e-10)).toBeCloseTo(root, 8);
      }),
    );
  });

  it('takes a start point that is the root already, however narrow the bracket', () => {
    expect(illinois((x) => x, { from: 0, to: 0, atFrom: 0, atTo: 0 }, 1e-10, 10)).toBe(0);
  });

  it('solves a nearly straight function in a few secants', () => {
    let calls = 0;
    const f = (x: number): number => {
      calls++;
      return x + 0.01 * x * x - 2;
    };
    expect(f(secant(f, [1, 0.95], 1e-10, 10))).toBeCloseTo(0, 9);
    expect(calls).toBeLessThan(9);
  });

  it('keeps a shorted cell finite however long it lies empty', () => {
    const cell = makeCell(electrolyte(), { defects: { shortOhm: 50 } });
    for (let i = 0; i < 100; i++) cell.step(0, 86_400);
    expect(Math.abs(cell.openCircuitVoltageV)).toBeLessThan(1e-6);
    expect(Number.isFinite(cell.state.graphite)).toBe(true);
  });
});
