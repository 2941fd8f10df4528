/** From the composition of an electrolyte to its transport properties. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { GAS_CONSTANT, REFERENCE_K } from '../numerics/constants.js';
import { ingredient, SALTS, SOLVENTS, type Solvent } from './ingredients.js';
import { isFrozen, saltCeilings } from './solubility.js';
import { blend, type Blend } from './solvent-blend.js';

export interface ElectrolyteProperties {
  readonly conductivitySPerM: number;
  readonly viscosityPaS: number;
  readonly densityKgPerM3: number;
  readonly saltDiffusivityM2PerS: number;
  /** Salt really in solution; less than weighed in when some of it did not dissolve. */
  readonly saltMolPerL: number;
  /** Relative permittivity of the solvent blend. */
  readonly permittivity: number;
}

/** Share of the liquid's conductivity left in a blend that has frozen (choice: brine channels only). */
const FROZEN_SHARE = 0.01;

/** Coefficients of the fit to 6864 points of CALiSol-23, 258-340 K, 0.05-2.2 M; see `conductivity`. */
const FIT = {
  viscosity: 1.5832,
  polarity: 1.2668,
  polaritySquared: 0.1131,
  temperature: 5.2445,
  slopeTemperature: 2.781,
  slopePolarity: 0.3337,
  concentrationSquared: 0.0603,
};

/** Additives below a few per cent are taken not to change the liquid. @throws {RangeError} unknown ingredient */
export function electrolyteProperties(formulation: Formulation, temperatureK: number): ElectrolyteProperties {
  const solvents = blend(formulation.solvents);
  const salts = dissolvedSalts(formulation, temperatureK);
  const saltMolPerL = salts.reduce((sum, [, amount]) => sum + amount, 0);
  const pureMPaS = solventViscosityMPaS(solvents, temperatureK);
  const viscosityMPaS = pureMPaS * saltThickening(saltMolPerL, temperatureK);
  const frozen = isFrozen(solvents, temperatureK) ? FROZEN_SHARE : 1;
  return {
    conductivitySPerM: conductivity(salts, solvents, { pureMPaS, temperatureK }) * frozen,
    viscosityPaS: viscosityMPaS / 1000,
    densityKgPerM3: density(salts, solvents),
    // Stokes-Einstein about 2.9 mPa s of the usual 1 M carbonate electrolyte (choice).
    saltDiffusivityM2PerS: 3e-10 * (2.9 / viscosityMPaS) * (temperatureK / REFERENCE_K) * frozen,
    saltMolPerL,
    permittivity: solvents.permittivity,
  };
}

type Dissolved = readonly (readonly [salt: string, molPerL: number])[];

function dissolvedSalts(formulation: Formulation, temperatureK: number): Dissolved {
  const ceilings = saltCeilings(formulation, temperatureK);
  return Object.entries(formulation.saltsMolPerL).map(([name, amount]) => [
    name,
    Math.min(Math.max(0, amount), ceilings[name] ?? 0),
  ]);
}

/**
 * S/m. `ln kappa[mS/cm] = lnK + ln c - 1.58 ln eta0 + 1.27 Le + 0.11 Le^2 + 5.24 th - beta c - 0.06 c^2` with
 * `Le = ln(eps/25)`, `th = 298.15/T - 1`, `beta = b0 (1 + 2.78 th) + 0.33 Le`; salts weighted by molar share.
 */
function conductivity(
  salts: Dissolved,
  solvents: Blend,
  { pureMPaS, temperatureK }: { pureMPaS: number; temperatureK: number },
): number {
  const total = salts.reduce((sum, [, amount]) => sum + amount, 0);
  if (total <= 0) return 0;
  const share = (key: 'lnConductivity' | 'concentrationSlope'): number =>
    salts.reduce((sum, [name, c]) => sum + (c / total) * ingredient(SALTS, name, 'salt')[key], 0);
  const polarity = Math.log(solvents.permittivity / 25);
  const cold = REFERENCE_K / temperatureK - 1;
  const slope =
    share('concentrationSlope') * (1 + FIT.slopeTemperature * cold) + FIT.slopePolarity * polarity;
  const ln =
    share('lnConductivity') +
    Math.log(Math.max(total, 1e-4)) -
    FIT.viscosity * Math.log(pureMPaS) +
    FIT.polarity * polarity +
    FIT.polaritySquared * polarity ** 2 +
    FIT.temperature * cold -
    slope * total -
    FIT.concentrationSquared * total ** 2;
  return Math.exp(ln) / 10;
}

/** Grunberg-Nissan mixing without interaction, each solvent with its own activation energy. */
function solventViscosityMPaS(solvents: Blend, temperatureK: number): number {
  const inverse = 1 / temperatureK - 1 / REFERENCE_K;
  const ln = (s: Solvent): number =>
    Math.log(s.viscosityMPaS) + (s.viscosityActivationJPerMol / GAS_CONSTANT) * inverse;
  return Math.exp(
    Object.entries(solvents.moleFractions).reduce(
      (sum, [name, x]) => sum + x * ln(ingredient(SOLVENTS, name, 'solvent')),
      0,
    ),
  );
}

/** Choice: gives 2.7 mPa s for 1 M in EC:EMC 3:7. */
function saltThickening(saltMolPerL: number, temperatureK: number): number {
  const cold = REFERENCE_K / temperatureK - 1;
  return Math.exp((0.9 + 0.25 * cold) * saltMolPerL + 0.06 * saltMolPerL ** 2);
}

/** Ideal mixing of the solvents; each salt brings its mass and takes its apparent volume. At 25 Cel. */
function density(salts: Dissolved, solvents: Blend): number {
  const added = salts.reduce((sum, [name, amount]) => {
    const { molarMassGPerMol, apparentVolumeMlPerMol } = ingredient(SALTS, name, 'salt');
    return sum + (amount * (molarMassGPerMol - apparentVolumeMlPerMol * solvents.densityGPerMl)) / 1000;
  }, 0);
  return (solvents.densityGPerMl + added) * 1000;
}
