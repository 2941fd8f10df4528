import { seededRng } from '../../core/rng.js';
import { plan } from '../../planner/plan.js';
import type { Observation, PlanRequest, Source } from '../../planner/request.js';
import { recommend } from '../../planner/recommend.js';
import { shiftedSequence } from '../../planner/space/low-discrepancy.js';
import type { AugmentedProblem } from './augmented.js';
import { namesOf, toPoint } from '../../planner/backtest/problems.js';

/**
 * Which cheap sources are offered beside the true one. A trial of a source that turns out useless costs part of a true
 * value, and these come whole: `one value fewer` is what that alone does.
 */
export type Arm = 'high only' | 'one value fewer' | 'good source' | 'bad source' | 'good and bad';

const OFFERS: Readonly<Record<Arm, readonly ('low' | 'uninformative')[]>> = {
  'high only': [],
  'one value fewer': [],
  'good source': ['low'],
  'bad source': ['uninformative'],
  'good and bad': ['low', 'uninformative'],
};
const LOW_COST = 0.1;
/** Slack for the rounding of sums of costs. */
const ROUNDING = 1e-9;

export interface SourcesRun {
  readonly seed: number;
  /** True value of the recipe recommended in the end, over the best known. */
  readonly regret: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly cpuS: number;
}

/**
 * Spends a budget from d + 2 true values on, one purchase at a time. All arms of a seed share these values.
 */
export function runSources(problem: AugmentedProblem, arm: Arm, seed: number): SourcesRun {
  const start = process.cpuUsage();
  const d = problem.space.variables.length;
  const cheap = OFFERS[arm];
  const observations: Observation[] = [];
  let spent = 0;
  const measure = (
    x: readonly number[],
    source: keyof AugmentedProblem & ('high' | 'low' | 'uninformative'),
  ): void => {
    observations.push({
      parameters: toPoint(problem.space, x),
      results: { value: { value: problem[source](x) } },
      ...(cheap.length > 0 && { source }),
    });
    spent += source === 'high' ? 1 : LOW_COST;
  };
  const sequence = shiftedSequence(d, seededRng(seed).split('start'));
  for (let i = 0; i < d + 2; i++) measure(Array.from(sequence(i)), 'high');
  const request = (): PlanRequest => ({
    space: problem.space,
    objectives: [{ name: 'value', direction: 'minimise' }],
    ...{ observations, failures: [], pending: [], count: 1, seed, n0: d + 2 },
    ...(cheap.length > 0 && { sources: offered(cheap) }),
  });
  const budget = problem.budget - (arm === 'one value fewer' ? 1 : 0);
  while (spent + 1 <= budget + ROUNDING) {
    const { parameters, source = 'high' } = plan(request())[0]!;
    const x = namesOf(problem.space).map((name) => Number(parameters[name]));
    measure(x, source as 'high' | 'low' | 'uninformative');
  }
  const best = namesOf(problem.space).map((name) => Number(recommend(request()).parameters[name]));
  const { user, system } = process.cpuUsage(start);
  return {
    seed,
    regret: problem.high(best) - problem.bestKnown,
    counts: countsOf(observations),
    cpuS: (user + system) / 1e6,
  };
}

function offered(cheap: readonly string[]): Source[] {
  return [
    { name: 'high', cost: 1, fidelity: 'high' },
    ...cheap.map((name) => ({ name, cost: LOW_COST, fidelity: 'low' as const })),
  ];
}

function countsOf(observations: readonly Observation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { source = 'high' } of observations) counts[source] = (counts[source] ?? 0) + 1;
  return counts;
}
