import type { Objective } from '../request.js';
import { hypervolume } from '../acquisition/hypervolume.js';
import { signOf } from '../targets.js';
import type { Answer, Task } from './task.js';

/** How good a run is after each experiment. */
export interface Score {
  /** Takes the next answer (null: failed) and gives the score with it; null before the first success. */
  add(answer: Answer | null): number | null;
}

/**
 * One objective: the true value at the point with the best observed value, so that noise cannot flatter. Several: the
 * hypervolume of true values to the reference point, 0 at the beginning.
 * @throws RangeError several objectives without a reference point
 */
export function scoreOf({ objectives, referencePoint }: Task): Score {
  if (objectives.length === 1) return new BestObserved(signOf(objectives[0]!));
  if (referencePoint === undefined) {
    throw new RangeError('several objectives are scored by hypervolume: a reference point is needed');
  }
  return new Dominated(objectives, referencePoint);
}

class BestObserved implements Score {
  private lowest = Infinity;
  private best: number | null = null;

  constructor(private readonly sign: 1 | -1) {}

  add(answer: Answer | null): number | null {
    if (answer && this.sign * answer.observed[0]! < this.lowest) {
      this.lowest = this.sign * answer.observed[0]!;
      this.best = answer.truth[0]!;
    }
    return this.best;
  }
}

class Dominated implements Score {
  private readonly losses: number[][] = [];
  private readonly reference: readonly number[];

  constructor(
    private readonly objectives: readonly Objective[],
    referencePoint: readonly number[],
  ) {
    this.reference = this.lossesOf(referencePoint);
  }

  add(answer: Answer | null): number {
    if (answer) this.losses.push(this.lossesOf(answer.truth));
    return hypervolume(this.losses, this.reference);
  }

  private lossesOf(values: readonly number[]): number[] {
    return values.map((value, k) => signOf(this.objectives[k]!) * value);
  }
}
