/** Where the first charge of a recipe is expected to reduce what its electrolyte holds. */
import type { Candidate } from '../analysis/differential/attribution.js';
import type { Reduction } from '../analysis/differential/reduction-figure.js';
import type { Recipe } from './recipe.js';

/**
 * On graphite, V against Li/Li+: reviews of electrolyte reduction, and Weng et al. 2023 for EC. Values of different
 * authors differ by 0.1 V and more (VC 1.05 to 1.35 V). Linear carbonates and the salts' anions make no peak of their
 * own beside EC.
 */
const REDUCTION_POTENTIALS_V: Readonly<Record<string, number>> = {
  LiBOB: 1.75,
  LiDFOB: 1.6,
  MMDS: 1.4,
  DTD: 1.15,
  PES: 1.15,
  FEC: 1.1,
  VC: 1.05,
  PS: 0.95,
  LiPO2F2: 0.95,
  EC: 0.8,
  PC: 0.75,
  TMSPi: 0.6,
};

/**
 * Where the peak of a species with potential 0 would lie in a fresh NMC811 cell at C/20 and 25 Cel, and how far it
 * moves for ten times the rate, since a larger current needs a lower potential. Warmth works like a slower rate, by the
 * activation energy of film growth. Read off cells of the simulated world; for another cell take one without additives
 * and let `FRESH_V` put its EC peak right.
 */
const FRESH_V = 3.55;
const PER_DECADE_V = 0.13;
const REFERENCE_C_RATE = 0.05;
const REFERENCE_K = 298.15;
const ACTIVATION_K = 38_000 / 8.314462618;
/** Three standard deviations of where peaks of known species lie about that. */
export const EXPECTED_WITHIN_V = 0.1;
/** Above, graphite's own plateaus begin. */
export const FOOT_END_V = 3.1;

/** Undefined for a recipe without an additive that has a potential in the table. */
export function reductionOf(recipe: Recipe): Reduction | undefined {
  const candidates = reductionCandidates(recipe);
  const { additives, saltsMolPerL } = recipe.formulation;
  const asked = [additives, saltsMolPerL].flatMap((part) => Object.keys(part));
  const known = asked.filter((name) => candidates.some((one) => one.name === name));
  if (known.length === 0) return undefined;
  return { candidates, additives: known, withinV: EXPECTED_WITHIN_V, endV: FOOT_END_V };
}

/** Every species of the recipe that has a potential in the table, solvents included; empty for other cathodes. */
export function reductionCandidates({ cellType, formulation, formation }: Recipe): Candidate[] {
  if (cellType !== 'coin-2032-NMC811-graphite') return [];
  const warmth = Math.exp(ACTIVATION_K * (1 / REFERENCE_K - 1 / formation.temperatureK));
  const decades = Math.log10(formation.cRate / (REFERENCE_C_RATE * warmth));
  const { additives, solvents, saltsMolPerL } = formulation;
  const names = new Set([additives, solvents, saltsMolPerL].flatMap((part) => Object.keys(part)));
  return [...names].flatMap((name) => {
    const potentialV = REDUCTION_POTENTIALS_V[name];
    if (potentialV === undefined) return [];
    return [{ name, expectedV: FRESH_V + PER_DECADE_V * decades - potentialV }];
  });
}
