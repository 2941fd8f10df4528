/**
 * The lowest rung: what quantum chemistry and tables say of molecules and liquids. It knows no kinetics, no dose and
 * no pair of additives. Its error is systematic: a molecule is computed wrong in the same way every time, and every
 * other molecule in another (offset and spread as of density functional theory against experiment; choices).
 */
import { seededRng } from '../../../core/rng.js';
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { EXCESS_OXIDATION, PROTECTION } from '../cell/cathode-chemistry.js';
import { electrolyteProperties } from '../electrolyte/electrolyte.js';
import { SPECIES } from '../film/species.js';
import { REFERENCE_K } from '../numerics/constants.js';

/** As stated, V; its mean is off by `OFFSET_V` besides. */
export const POTENTIAL_SD_V = 0.25;
const OFFSET_V = -0.15;
const CALIBRANT = 'EC';
/** As stated, relative. */
export const LIQUID_SD = 0.1;

/** Oxidation of carbonates on an inert electrode (choice); both protection and waste of an additive begin lower. */
const CARBONATE_OXIDATION_V = 5.5;
const OXIDATION_DROP_V = 1.2;

/** V against Li/Li+. */
export interface MoleculeDescriptors {
  readonly reductionV: number;
  readonly oxidationV: number;
}

/**
 * The method is calibrated on EC: it has the offset and no other error there.
 * @param world whose errors these are
 * @returns undefined for a molecule that nothing is known of
 */
export function moleculeDescriptors(name: string, world: string): MoleculeDescriptors | undefined {
  const species = SPECIES.find((one) => one.name === speciesOf(name));
  if (!species) return undefined;
  const errors = seededRng(world).split(`descriptors/${name}`);
  const spreadV = name === CALIBRANT ? 0 : POTENTIAL_SD_V;
  const eager = (PROTECTION[name] ?? 0) + (EXCESS_OXIDATION[name] ?? 0);
  return {
    reductionV: species.potentialV + OFFSET_V + spreadV * errors.normal(),
    oxidationV: CARBONATE_OXIDATION_V - OXIDATION_DROP_V * eager + spreadV * errors.normal(),
  };
}

/** At 25 Cel. */
export interface LiquidDescriptors {
  readonly permittivity: number;
  readonly conductivitySPerM: number;
  readonly viscosityPaS: number;
}

/** The liquid as if its salts were 1 mol/L together; one fixed error for each set of ingredients. */
export function liquidDescriptors(formulation: Formulation, world: string): LiquidDescriptors {
  const standard = { ...formulation, saltsMolPerL: oneMolar(formulation.saltsMolPerL) };
  const { permittivity, conductivitySPerM, viscosityPaS } = electrolyteProperties(standard, REFERENCE_K);
  const names = [...present(formulation.solvents), ...present(formulation.saltsMolPerL)].sort();
  const errors = seededRng(world).split(`descriptors/${names.join('+')}`);
  return {
    permittivity,
    conductivitySPerM: conductivitySPerM * errors.lognormal(LIQUID_SD),
    viscosityPaS: viscosityPaS * errors.lognormal(LIQUID_SD),
  };
}

/**
 * One number to rank by: how far above EC each additive is reduced, V, whatever its dose, and a little for the
 * conductivity. Higher is better, as far as descriptors can tell.
 */
export function filmFormingIndex(formulation: Formulation, world: string): number {
  const reductionV = (name: string): number | undefined => moleculeDescriptors(name, world)?.reductionV;
  const solventV = reductionV(CALIBRANT) ?? 0;
  const additives = present(formulation.additives).map((name) => (reductionV(name) ?? solventV) - solventV);
  const millisiemensPerCm = 10 * liquidDescriptors(formulation, world).conductivitySPerM;
  return additives.reduce((sum, one) => sum + one, 0.04 * millisiemensPerCm);
}

function oneMolar(salts: Readonly<Record<string, number>>): Record<string, number> {
  const total = Object.values(salts).reduce((sum, c) => sum + c, 0);
  return Object.fromEntries(Object.entries(salts).map(([name, c]) => [name, total > 0 ? c / total : 0]));
}

function present(amounts: Readonly<Record<string, number>>): string[] {
  return Object.keys(amounts).filter((name) => (amounts[name] ?? 0) > 0);
}

/** Linear carbonates and salt anions go by the names under which graphite reduces them. */
function speciesOf(name: string): string {
  return LUMPED[name] ?? name;
}

const LUMPED: Readonly<Record<string, string>> = {
  DMC: 'LIN',
  EMC: 'LIN',
  DEC: 'LIN',
  LiPF6: 'PF6',
  LiBF4: 'PF6',
  LiFSI: 'FSI',
  LiTFSI: 'FSI',
};
