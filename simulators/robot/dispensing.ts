/** How far a dispensed mass is from the asked one, and what the balance says about it. */
import type { Rng } from '../../core/rng.js';
import type { Ingredient } from './ingredients.js';

/** Standard deviation of gravimetric dispensing: a fixed part (kg) and a share of the mass. */
const SD_FIXED_KG = 0.2e-6;
const SD_SHARE = 0.005;
/** Readability of the robot's balance, kg. */
const BALANCE_SD_KG = 0.1e-6;

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
  const massKg = Math.max(0, aimKg + (SD_FIXED_KG + SD_SHARE * aimKg) * rng.normal());
  const weighedKg = Math.max(0, massKg + BALANCE_SD_KG * rng.normal());
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
