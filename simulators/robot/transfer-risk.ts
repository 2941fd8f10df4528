/** What makes a transfer likelier to go wrong: a thick liquid, and a vial that is nearly empty. Choices. */
import { SOLVENTS } from '../world/electrolyte/ingredients.js';
import type { Ingredient } from './ingredients.js';

/** Up to this a pipette draws without bubbles, mPa s. */
const THIN_MPAS = 1.5;
const MOST = 3;
/** Doses left below which the tip may draw air. */
const LOW_DOSES = 20;
const LOW_FACTOR = 2;

/** Times the usual rate. @param leftKg on the shelf; undefined when nobody counts */
export function transferRisk({ name, massKg }: Ingredient, leftKg: number | undefined): number {
  const viscosityMPaS = SOLVENTS[name]?.viscosityMPaS ?? 0;
  const thick = Math.min(MOST, Math.max(1, viscosityMPaS / THIN_MPAS));
  return thick * (leftKg !== undefined && leftKg < LOW_DOSES * massKg ? LOW_FACTOR : 1);
}
