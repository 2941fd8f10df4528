/** Whether a formulation is one clear liquid at a temperature. The rules are choices in the order of common knowledge. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { ingredient, SALTS } from './ingredients.js';
import { blend, type Blend } from './solvent-blend.js';

export interface Solubility {
  readonly dissolved: boolean;
  /** Every rule that is broken, as a sentence. */
  readonly reasons: readonly string[];
  /** Load over limit of the tightest rule: below 1 clear, 1 at the limit. */
  readonly margin: number;
}

/** Mass fraction of LiPO2F2 that carbonate electrolytes take up. */
const LIPO2F2_LIMIT = 0.0125;
/** Salts dissolve worse below this temperature, K. */
const COLD_K = 283;
/** Permittivity from which a blend dissolves oxalatoborates without restraint. */
const POLAR = 20;

/** Blends rich in a solvent with a high melting point, and when they freeze. */
const FREEZING = [
  { solvent: 'EC', moleFraction: 0.75, belowK: 303.15 },
  { solvent: 'DMC', moleFraction: 0.9, belowK: 277.15 },
] as const;

interface Load {
  readonly margin: number;
  readonly reason: string;
}

/** @throws {RangeError} unknown ingredient */
export function solubility(formulation: Formulation, temperatureK: number): Solubility {
  const loads = [
    ...saltLoads(formulation, temperatureK),
    ...additiveLoads(formulation),
    ...freezingLoads(blend(formulation.solvents), temperatureK),
  ];
  const broken = loads.filter((load) => load.margin > 1);
  return {
    dissolved: broken.length === 0,
    reasons: broken.map((load) => load.reason),
    margin: Math.max(0, ...loads.map((load) => load.margin)),
  };
}

/** Most of each salt of the formulation that dissolves, mol/L. */
export function saltCeilings(formulation: Formulation, temperatureK: number): Record<string, number> {
  const { permittivity } = blend(formulation.solvents);
  const cold = temperatureK < COLD_K ? 0.7 : 1;
  const ceilings: Record<string, number> = {};
  for (const name of Object.keys(formulation.saltsMolPerL)) {
    const { solubilityMolPerL, needsPolarSolvent } = ingredient(SALTS, name, 'salt');
    const polar = needsPolarSolvent ? Math.min(1, permittivity / POLAR) : 1;
    ceilings[name] = solubilityMolPerL * polar * cold;
  }
  return ceilings;
}

export function isFrozen(solvents: Blend, temperatureK: number): boolean {
  return freezingLoads(solvents, temperatureK).some((load) => load.margin > 1);
}

function saltLoads(formulation: Formulation, temperatureK: number): Load[] {
  const ceilings = saltCeilings(formulation, temperatureK);
  return Object.entries(formulation.saltsMolPerL).map(([name, amount]) => {
    const ceiling = ceilings[name] ?? 0;
    return {
      margin: amount / ceiling,
      reason: `${amount} mol/L ${name}, at most ${ceiling.toPrecision(3)} mol/L dissolve in this blend`,
    };
  });
}

function additiveLoads({ additives }: Formulation): Load[] {
  const fraction = additives['LiPO2F2'] ?? 0;
  const percent = (100 * fraction).toPrecision(3);
  return [
    {
      margin: fraction / LIPO2F2_LIMIT,
      reason: `${percent} wt% LiPO2F2, at most ${100 * LIPO2F2_LIMIT} wt% dissolve`,
    },
  ];
}

function freezingLoads(solvents: Blend, temperatureK: number): Load[] {
  return FREEZING.filter((rule) => temperatureK < rule.belowK).map((rule) => {
    const fraction = solvents.moleFractions[rule.solvent] ?? 0;
    return {
      margin: fraction / rule.moleFraction,
      reason: `mole fraction ${fraction.toPrecision(3)} of ${rule.solvent} freezes below ${rule.belowK} K; at most ${rule.moleFraction}`,
    };
  });
}
