/**
 * One electrode as a single spherical particle: diffusion by one lag state (first-order Pade approximation of the
 * sphere, exact in steady state and first moment), kinetics by Butler-Volmer with equal transfer coefficients.
 */
import { arrhenius, FARADAY, thermalVoltage } from '../numerics/constants.js';

export interface ParticleMaterial {
  readonly radiusM: number;
  readonly maxConcentrationMolPerM3: number;
  readonly diffusivityM2PerS: number;
  readonly diffusionActivationJPerMol: number;
  /** Exchange current `m sqrt(c_e) c_max sqrt(s (1-s))`: m in A m-2 (m3/mol)^1.5. */
  readonly rateConstant: number;
  readonly rateActivationJPerMol: number;
}

/** The material at one temperature and salt concentration. */
export interface ParticleRates {
  readonly thermalVoltageV: number;
  /** Of the lag between surface and mean stoichiometry, s. */
  readonly timeConstantS: number;
  /** Steady lag per current density, m2/A. */
  readonly lagPerFlux: number;
  /** Exchange current density over sqrt(s (1-s)), A/m2. */
  readonly exchangeScale: number;
}

/** Highest salt concentration that still speeds the kinetics up, mol/m3 (choice). */
const MAX_KINETIC_SALT = 2500;

export function particleRates(
  material: ParticleMaterial,
  temperatureK: number,
  saltMolPerM3: number,
): ParticleRates {
  const { radiusM, maxConcentrationMolPerM3 } = material;
  const diffusivity =
    material.diffusivityM2PerS * arrhenius(material.diffusionActivationJPerMol, temperatureK);
  return {
    thermalVoltageV: thermalVoltage(temperatureK),
    timeConstantS: radiusM ** 2 / (35 * diffusivity),
    lagPerFlux: radiusM / (5 * diffusivity * FARADAY * maxConcentrationMolPerM3),
    exchangeScale:
      material.rateConstant *
      arrhenius(material.rateActivationJPerMol, temperatureK) *
      Math.sqrt(Math.min(MAX_KINETIC_SALT, saltMolPerM3)) *
      maxConcentrationMolPerM3,
  };
}

/** A/m2, at a surface stoichiometry kept off the ends, where it would vanish. */
export function exchangeCurrentDensity(rates: ParticleRates, surface: number): number {
  const s = Math.min(0.99999, Math.max(1e-5, surface));
  return rates.exchangeScale * Math.sqrt(s * (1 - s));
}

/** Inverse Butler-Volmer, V; of the sign of the current density. */
export function overpotentialV(rates: ParticleRates, surface: number, currentDensity: number): number {
  return (
    2 * rates.thermalVoltageV * Math.asinh(currentDensity / (2 * exchangeCurrentDensity(rates, surface)))
  );
}

/** A first-order lag after `durationS`, on its way from `value` to `steady`. */
export function relaxed(value: number, steady: number, durationS: number, timeConstantS: number): number {
  return steady + (value - steady) * Math.exp(-durationS / timeConstantS);
}
