/** Draws from ranges. */
import type { Rng } from '../../core/rng.js';

export function between(rng: Rng, low: number, high: number): number {
  return low + (high - low) * rng.uniform();
}

/** Log-uniform: equal ratios are equally likely. */
export function betweenLog(rng: Rng, low: number, high: number): number {
  return Math.exp(between(rng, Math.log(low), Math.log(high)));
}

export function oneOf<T>(rng: Rng, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(rng.uniform() * choices.length)] ?? choices[0];
}
