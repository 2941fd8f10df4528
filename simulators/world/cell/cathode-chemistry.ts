/** What the electrolyte means for the cathode at high voltage: constants of one formulation. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';

export interface CathodeChemistry {
  /** Share of the oxidation that additives suppress, 0 to 0.8. */
  readonly protection: number;
  /** Oxidation against the additive-free electrolyte while all excess additive is still there, at least 1. */
  readonly excessOxidation: number;
  /** Share of unpassivated imide salt, 0 to 1: dissolves the aluminium collector above 4.1 V. */
  readonly corrosion: number;
}

/** Choices, after the order of published blends (PES, MMDS, TMSPi, LiPO2F2 protect; VC in excess oxidises). */
export const PROTECTION: Readonly<Record<string, number>> = {
  PS: 0.45,
  PES: 0.5,
  MMDS: 0.45,
  TMSPi: 0.4,
  LiPO2F2: 0.45,
  DTD: 0.25,
  LiBOB: 0.25,
  LiDFOB: 0.35,
};
export const EXCESS_OXIDATION: Readonly<Record<string, number>> = { VC: 0.6, FEC: 0.08 };

/** wt% up to which an additive is used up on graphite and does not reach the cathode. */
const HARMLESS_PERCENT = 1.2;

export function cathodeChemistry(formulation: Formulation): CathodeChemistry {
  const percent = Object.entries(formulation.additives).map(([name, w]) => [name, 100 * w] as const);
  const shield = percent.reduce(
    (sum, [name, w]) => sum + (PROTECTION[name] ?? 0) * (1 - Math.exp(-w / 0.7)),
    0,
  );
  const excess = percent.reduce(
    (sum, [name, w]) => sum + (EXCESS_OXIDATION[name] ?? 0) * Math.max(0, w - HARMLESS_PERCENT),
    0,
  );
  return {
    protection: Math.min(0.8, 1 - Math.exp(-1.1 * shield)),
    excessOxidation: 1 + excess,
    corrosion: corrosion(formulation),
  };
}

/** Imide share of the salt, less what fluorophosphate and oxalatoborates passivate (thresholds are choices). */
function corrosion({ saltsMolPerL: salts, additives }: Formulation): number {
  const of = (name: string): number => salts[name] ?? 0;
  const total = Object.values(salts).reduce((sum, c) => sum + c, 0);
  if (total <= 0) return 0;
  const imide = (of('LiTFSI') + 0.5 * of('LiFSI')) / total;
  const passivation =
    of('LiPF6') / 0.4 + of('LiBOB') / 0.15 + of('LiDFOB') / 0.15 + (100 * (additives['LiPO2F2'] ?? 0)) / 0.7;
  return imide * Math.exp(-passivation);
}
