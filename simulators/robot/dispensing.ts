/** How far a dispensed mass is from the asked one, and what the balance says about it. */
import type { Rng } from '../../core/rng.js';
import type { Ingredient } from './ingredients.js';
import { precisionOf } from './precision.js';

/** Steps in which the robot's balance reads. */
export const READABILITY_KG = 1e-7;

/** Share of the asked mass that arrives when a transfer goes grossly wrong. */
const GROSS_ERRORS = {
  bubble: [0.5, 0.9],
  clog: [0.05, 0.5],
  'wrong-amount': [1.15, 2],
} as const satisfies Record<string, readonly [number, number]>;

export type GrossError = keyof typeof GROSS_ERRORS;

export interface Dispensed {
  readonly ingredient: Ingredient;
  /** By the robot's own balance. */
  readonly weighedKg: number;
  readonly grossError?: GrossError;
}

/** Dispenses one ingredient. @param wrong whether this transfer goes grossly wrong */
export function dispense(asked: Ingredient, wrong: boolean, rng: Rng): Dispensed {
  const grossError = wrong ? pick(rng) : undefined;
  const aimKg = asked.massKg * (grossError ? share(grossError, rng) : 1);
  const { fixedKg, share: spread } = precisionOf(asked.name);
  const massKg = Math.max(0, aimKg + (fixedKg + spread * aimKg) * rng.normal());
  const weighedKg = Math.max(0, Math.round(massKg / READABILITY_KG + rng.normal())) * READABILITY_KG;
  return { ingredient: { ...asked, massKg }, weighedKg, ...(grossError && { grossError }) };
}

function pick(rng: Rng): GrossError {
  const names = Object.keys(GROSS_ERRORS) as GrossError[];
  return names[Math.floor(rng.uniform() * names.length)] ?? 'bubble';
}

function share(error: GrossError, rng: Rng): number {
  const [low, high] = GROSS_ERRORS[error];
  return low + (high - low) * rng.uniform();
}
