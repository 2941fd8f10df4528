import { CycleCount } from '../../../agent/files/count-cycles.js';

function counted(currents: readonly number[]): { cycles: number[]; steps: number[] } {
  const count = new CycleCount(0.01);
  const cycles: number[] = [];
  const steps: number[] = [];
  for (const currentA of currents) {
    count.take(currentA);
    cycles.push(count.cycle);
    steps.push(count.step);
  }
  return { cycles, steps };
}

describe('a file without cycle numbers', () => {
  it('begins a cycle where the direction of its first current comes again', () => {
    expect(counted([0, 1, 1, 0, -1, 0, 1, -1]).cycles).toEqual([1, 1, 1, 1, 1, 1, 2, 2]);
    expect(counted([0, -1, 1, -1, 1]).cycles).toEqual([1, 1, 1, 2, 2]);
  });

  it('does not begin one after a rest within a charge', () => {
    expect(counted([1, 0, 1, -1, 0, -1]).cycles).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('ends a step where the current changes direction, begins or ends, and ignores what is no current or no number', () => {
    expect(counted([0, 0.005, 1, NaN, 1, -0.01, -1]).steps).toEqual([1, 1, 2, 2, 2, 3, 4]);
  });
});
