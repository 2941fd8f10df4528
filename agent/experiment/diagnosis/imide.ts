/** Whether the salts of a recipe leave the aluminium collector bare. Weights are choices in the order of the literature. */
import type { Recipe } from '../recipe.js';

/** Salts that dissolve aluminium (Krause et al. 1997, J. Power Sources 68, 320). */
const IMIDES: Readonly<Record<string, number>> = { LiTFSI: 1, LiFSI: 0.5 };
/** Salts that cover it with fluoride or borate (Xu 2004, Chem. Rev. 104, 4303). */
const PASSIVATING: Readonly<Record<string, number>> = { LiPF6: 3, LiBF4: 3, LiBOB: 6, LiDFOB: 6 };
/** Of the same, given as an additive, by mass fraction. */
const PASSIVATING_ADDITIVE = { name: 'LiPO2F2', weight: 100 };

/** 0 without imide salts, 1 with nothing else. */
export function imideShare({ formulation: { saltsMolPerL, additives } }: Recipe): number {
  const sum = (weights: Readonly<Record<string, number>>): number =>
    Object.entries(weights).reduce((total, [name, weight]) => total + weight * (saltsMolPerL[name] ?? 0), 0);
  const imide = sum(IMIDES);
  const additive = PASSIVATING_ADDITIVE.weight * (additives[PASSIVATING_ADDITIVE.name] ?? 0);
  return imide === 0 ? 0 : imide / (imide + sum(PASSIVATING) + additive);
}
