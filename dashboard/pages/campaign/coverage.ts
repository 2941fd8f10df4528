/** How often what came out lay inside what was predicted. */
import type { Report } from '../../data/report.js';

export interface Coverage {
  readonly nominal: number;
  readonly inside: number;
  readonly n: number;
}

/** Half-widths of central intervals of the normal distribution. */
const LEVELS: readonly (readonly [number, number])[] = [
  [0.5, 0.6745],
  [0.8, 1.2816],
  [0.9, 1.6449],
  [0.95, 1.96],
];

export function coverageOf(report: Report, objective: number): Coverage[] {
  const scores = report.experiments.flatMap(({ results }) => results[objective]?.zScore ?? []);
  return LEVELS.map(([nominal, z]) => ({
    nominal,
    inside: scores.filter((score) => Math.abs(score) <= z).length,
    n: scores.length,
  }));
}
