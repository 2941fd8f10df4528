import { nonDominated } from '../pareto.js';
import type { Finding, Objective } from '../request.js';
import { signOf } from '../targets.js';

/** How far beyond the best results recipes are asked for, in standard deviations of each objective. */
const BEYOND = 0.5;
/** Points of a front to go beyond; more would leave too few recipes for each. */
const MOST_POINTS = 4;

/**
 * What to ask the generative model for: a little more than the best that the laboratory found, in each objective; of several
 * objectives beyond points of their front that lie apart. By point, then by objective; empty without a complete result.
 */
export function wantedBeyond(objectives: readonly Objective[], findings: readonly Finding[]): number[][] {
  const losses = findings.flatMap(({ results, source }) => {
    if (source !== undefined) return [];
    const own = objectives.map((objective) => signOf(objective) * (results[objective.name] ?? NaN));
    return own.some(Number.isNaN) ? [] : [own];
  });
  if (losses.length === 0) return [];
  const front = nonDominated(losses)
    .map((index) => losses[index]!)
    .sort((a, b) => a[0]! - b[0]!);
  const steps = objectives.map((_, k) => BEYOND * spread(losses.map((own) => own[k]!)));
  return evenly(front, MOST_POINTS).map((own) =>
    objectives.map((objective, k) => signOf(objective) * (own[k]! - steps[k]!)),
  );
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Up to `count` of them, the first and the last among these. */
function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]!);
}
