/** What the planner would be told of each experiment, held against whose fault it truly was. */
import type { Trial } from './trial.js';

export interface Lessons {
  /** Experiments in which something of a machine went wrong and nothing of the recipe, and how many of them were told as failed recipes. */
  readonly machineFaults: number;
  readonly toldAsRecipe: number;
  /** Experiments whose recipe truly failed and that met no fault of a machine, and how many of them were told so. */
  readonly recipeFaults: number;
  readonly recipeFaultsTold: number;
}

export function lessonsOf(trials: readonly Trial[]): Lessons {
  const blamed = (attribution: string) => (trial: Trial) =>
    trial.truths.length > 0 && trial.truths.every((fault) => fault.attribution === attribution);
  const told = (trial: Trial): boolean => trial.failure?.attribution === 'recipe';
  const machine = trials.filter(blamed('machine'));
  const recipe = trials.filter(blamed('recipe'));
  return {
    machineFaults: machine.length,
    toldAsRecipe: machine.filter(told).length,
    recipeFaults: recipe.length,
    recipeFaultsTold: recipe.filter(told).length,
  };
}
