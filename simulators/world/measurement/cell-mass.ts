/** What a whole cell weighs: its parts, which differ a little, and the electrolyte that is still in it. */
import { seededRng } from '../../../core/rng.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { electrolyteProperties } from '../electrolyte/electrolyte.js';
import { REFERENCE_K } from '../numerics/constants.js';

/** A 2032 case with spacer, spring, electrodes and separator, kg (choice); its scatter comes from the stamped parts. */
const PARTS_KG = 3.35e-3;
const PARTS_SD_KG = 6e-6;

/**
 * Gas stays in the case; only a leak takes mass away.
 * @param electrolyteM3 still in the case; as filled unless given
 */
export function cellMassKg(spec: CellSpec, electrolyteM3 = filledM3(spec)): number {
  const partsKg = PARTS_KG + PARTS_SD_KG * seededRng(spec.seed).split('parts').normal();
  const { densityKgPerM3 } = electrolyteProperties(spec.formulation, REFERENCE_K);
  return partsKg + densityKgPerM3 * electrolyteM3;
}

function filledM3({ electrolyteVolumeL, variation }: CellSpec): number {
  return (electrolyteVolumeL * variation.fill) / 1000;
}
