/** What a whole cell weighs: its parts, which differ a little, and the electrolyte that is still in it. */
import { seededRng } from '../../../core/rng.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { electrolyteProperties } from '../electrolyte/electrolyte.js';
import { REFERENCE_K } from '../numerics/constants.js';

/** A 2032 case with spacer, spring, electrodes and separator, kg (choice); its scatter comes from the stamped parts. */
const PARTS_KG = 3.35e-3;
const PARTS_SD_KG = 6e-6;
const DAY_S = 86_400;

/**
 * Gas stays in the case; only a leak takes mass away.
 * @param ageS since assembly
 */
export function cellMassKg(spec: CellSpec, ageS = 0): number {
  const partsKg = PARTS_KG + PARTS_SD_KG * seededRng(spec.seed).split('parts').normal();
  const { densityKgPerM3 } = electrolyteProperties(spec.formulation, REFERENCE_K);
  const filledKg = (densityKgPerM3 / 1000) * spec.electrolyteVolumeL * spec.variation.fill;
  return partsKg + filledKg * Math.exp((-(spec.defects.leakPerDay ?? 0) * ageS) / DAY_S);
}
