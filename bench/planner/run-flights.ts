/** Several experiments under way at once, each of its own random duration: how far a campaign is after how much time. */
import { seededRng } from '../../core/rng.js';
import { plan } from '../../planner/plan.js';
import type { Observation } from '../../planner/request.js';
import type { Parameters } from '../../planner/space/space.js';
import type { Design } from '../../planner/backtest/design.js';
import { namesOf, toPoint, type Problem } from '../../planner/backtest/problems.js';

interface Flight {
  readonly parameters: Parameters;
  readonly landsAt: number;
}

export interface Course {
  readonly seed: number;
  /** In mean durations of one experiment, and the best value known from then on. */
  readonly steps: readonly { readonly time: number; readonly best: number }[];
  /** Proposals of a point that was known or under way. */
  readonly duplicates: number;
}

/** Durations are exponential with mean 1, so that experiments overtake each other. */
export function runFlights(problem: Problem, design: Design, seed: number, inFlight: number): Course {
  const rng = seededRng(`durations ${seed}`);
  const names = namesOf(problem.space);
  const observations: Observation[] = [];
  const steps: { time: number; best: number }[] = [];
  const seen = new Set<string>();
  let flights: Flight[] = [];
  let [time, begun, duplicates] = [0, 0, 0];
  const begin = (): void => {
    const initial = design.designs[seed]![begun];
    const parameters = initial
      ? toPoint(problem.space, initial)
      : proposed(problem, observations, flights, seed);
    const key = JSON.stringify(parameters);
    if (seen.has(key)) duplicates += 1;
    seen.add(key);
    flights.push({ parameters, landsAt: time - Math.log(1 - rng.uniform()) });
    begun += 1;
  };
  while (steps.length < design.budget) {
    while (flights.length < inFlight && begun < design.budget) begin();
    const landed = flights.reduce((a, b) => (b.landsAt < a.landsAt ? b : a));
    flights = flights.filter((flight) => flight !== landed);
    time = landed.landsAt;
    const value = problem.evaluate(names.map((name) => Number(landed.parameters[name])))!;
    observations.push({ parameters: landed.parameters, results: { value: { value } } });
    steps.push({ time, best: Math.min(value, steps.at(-1)?.best ?? Infinity) });
  }
  return { seed, steps, duplicates };
}

function proposed(
  { space }: Problem,
  observations: readonly Observation[],
  pending: readonly Flight[],
  seed: number,
): Parameters {
  const objectives = [{ name: 'value', direction: 'minimise' as const }];
  const request = { space, objectives, observations, failures: [], pending, count: 1, seed, n0: 2 };
  return plan(request)[0]!.parameters;
}

/** The best value known at a time; undefined before the first result. */
export function bestAt({ steps }: Course, time: number): number | undefined {
  return steps.filter((step) => step.time <= time).at(-1)?.best;
}
