/** How far an experiment is, and how long it still takes, in lab time: from its recipe, and from how long steps like its own took. */
import { expectedS } from './protocols.js';
import type { Recipe } from './recipe.js';
import { STEPS, type StepName } from './steps.js';

export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

/** What robots and stations take for a step until one has been seen, lab s: the order of it. */
const HANDLING_S = 900;

/** Lab seconds, with the range in which steps like these have ended so far. */
export interface Remaining {
  readonly expectedS: number;
  readonly leastS: number;
  readonly mostS: number;
}

/** Before anything is known of this lab: a third less to a third more. */
const UNKNOWN_RANGE = { least: 0.7, most: 1.4 };

/** How long steps took against what was expected of them. */
export class Pace {
  private readonly ratios = new Map<StepName, number[]>();

  /** @param tookS of a step that completed, lab s */
  learn(step: StepName, recipe: Recipe, tookS: number): void {
    const seen = this.ratios.get(step) ?? [];
    this.ratios.set(step, [...seen, tookS / nominalS(step, recipe)].slice(-REMEMBERED));
  }

  /** @param share of the step that is done, 0 to 1 */
  remaining(recipe: Recipe, step: StepName | null, share: number): Remaining {
    const at = step === null ? 0 : STEP_NAMES.indexOf(step);
    const sum = { expectedS: 0, leastS: 0, mostS: 0 };
    for (const name of STEP_NAMES.slice(at)) {
      const nominal = nominalS(name, recipe) * (name === step ? 1 - share : 1);
      const { usual, least, most } = this.factors(name);
      sum.expectedS += nominal * usual;
      sum.leastS += nominal * least;
      sum.mostS += nominal * most;
    }
    return sum;
  }

  private factors(step: StepName): { readonly usual: number; readonly least: number; readonly most: number } {
    const seen = [...(this.ratios.get(step) ?? [])].sort((a, b) => a - b);
    if (seen.length === 0) return { usual: 1, ...UNKNOWN_RANGE };
    const usual = seen[Math.floor(seen.length / 2)]!;
    const few = seen.length < 3;
    return {
      usual,
      least: few ? usual * UNKNOWN_RANGE.least : seen[0]!,
      most: few ? usual * UNKNOWN_RANGE.most : seen.at(-1)!,
    };
  }
}

const REMEMBERED = 30;

function nominalS(step: StepName, recipe: Recipe): number {
  const { formation, ageing } = expectedS(recipe);
  return step === 'form' ? formation : step === 'age' ? ageing : HANDLING_S;
}
