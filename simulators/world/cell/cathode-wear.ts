/** What high voltage does to NMC811: it oxidises electrolyte, builds a surface layer and loses active material (choices). */
import type { CathodeChemistry } from './cathode-chemistry.js';
import type { Conditions } from './conditions.js';

/** Share of the oxidation products that travel to graphite and take lithium there; the rest puts lithium back. */
export const SHUTTLE_SHARE = 0.75;

const OXIDATION_RATE = 1.5e-4;

/** Beyond, what reaches the surface and leaves it limits, not the surface (choice). */
const MOST_OXIDATION_A_PER_M2 = 10;

export interface CathodeWear {
  /** A m-2 of geometric area. */
  readonly oxidationDensity: number;
  /** Growth of the surface layer's resistance, ohm m2 s-1. */
  readonly resistanceRate: number;
  /** Relative loss of active material, s-1. */
  readonly lossRate: number;
}

/**
 * @param potentialV of the cathode against Li/Li+
 * @param vcLeft share of the vinylene carbonate still there, 0 without any
 */
export function cathodeWear(
  potentialV: number,
  { protection, excessOxidation, corrosion }: CathodeChemistry,
  vcLeft: number,
  { factors, cathode }: Pick<Conditions, 'factors' | 'cathode'>,
): CathodeWear {
  const kT = cathode.thermalVoltageV;
  const hot = factors.oxidation;
  const oxidation = (1 + (excessOxidation - 1) * vcLeft) * (1 - protection);
  const wanted =
    OXIDATION_RATE * Math.exp((0.55 * (potentialV - 4.25)) / kT) * oxidation * hot +
    OXIDATION_RATE * corrosion * Math.exp((0.5 * (potentialV - 4.1)) / kT);
  const oxidationDensity = Math.min(wanted, MOST_OXIDATION_A_PER_M2);
  return {
    oxidationDensity,
    resistanceRate: 2e-7 * oxidationDensity * (1 - 0.5 * protection),
    lossRate: 4e-9 * (1 - 0.55 * protection) * hot * Math.exp((potentialV - 4.2) / 0.085),
  };
}
