/**
 * One electrode as a single spherical particle: diffusion by relaxing lags between surface and mean stoichiometry,
 * kinetics by Butler-Volmer with equal transfer coefficients.
 */
import { arrhenius, FARADAY, thermalVoltage } from '../numerics/constants.js';

/** One exponential of the surface's answer to a constant flux: share of the steady lag, and `rate` in units of D/R2. */
export interface LagMode {
  readonly share: number;
  readonly rate: number;
}

/** First-order Pade approximation of the sphere: exact in steady state and first moment, and one state only. */
export const ONE_LAG: readonly LagMode[] = [{ share: 1, rate: 35 }];

/** Shells per particle of the reference runs (PyBaMM's default mesh). */
const SHELLS = 20;

/**
 * The sphere as PyBaMM's finite volumes see it. Shares of the exact modes are `10/r`, with `r` the squares of the positive
 * roots of tan(l) = l (Carslaw and Jaeger, Conduction of Heat in Solids, 9.8), and what the first modes leave relaxes as
 * one more; shells of equal thickness with a linearly extrapolated surface see `5/(6 n^2)` less of the steady lag.
 */
export const FICKIAN_SPHERE: readonly LagMode[] = sphereModes(12, 1 - 5 / (6 * SHELLS ** 2));

export interface ParticleMaterial {
  readonly radiusM: number;
  readonly maxConcentrationMolPerM3: number;
  readonly diffusivityM2PerS: number;
  readonly diffusionActivationJPerMol: number;
  /** Exchange current `m sqrt(c_e) c_max sqrt(s (1-s))`: m in A m-2 (m3/mol)^1.5. */
  readonly rateConstant: number;
  readonly rateActivationJPerMol: number;
  readonly diffusion: readonly LagMode[];
}

/** The material at one temperature and salt concentration. */
export interface ParticleRates {
  readonly thermalVoltageV: number;
  /** R2/D, s. */
  readonly diffusionTimeS: number;
  readonly modes: readonly LagMode[];
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
    diffusionTimeS: radiusM ** 2 / diffusivity,
    modes: material.diffusion,
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

/** Surface minus mean stoichiometry after `durationS` on its way to `steady`; `lags` are the modes' shares at the start. */
export function lagAfter(
  lags: readonly number[],
  { modes, diffusionTimeS }: ParticleRates,
  steady: number,
  durationS: number,
): number {
  let sum = 0;
  for (let k = 0; k < lags.length; k++) {
    const { share, rate } = modes[k]!;
    const target = share * steady;
    sum += target + (lags[k]! - target) * Math.exp((-durationS * rate) / diffusionTimeS);
  }
  return sum;
}

/** Moves the modes themselves. */
export function relaxLags(
  lags: number[],
  { modes, diffusionTimeS }: ParticleRates,
  steady: number,
  durationS: number,
): void {
  for (let k = 0; k < lags.length; k++) {
    const { share, rate } = modes[k]!;
    const target = share * steady;
    lags[k] = target + (lags[k]! - target) * Math.exp((-durationS * rate) / diffusionTimeS);
  }
}

/** @param total steady lag over that of the exact sphere */
function sphereModes(count: number, total: number): LagMode[] {
  const modes = Array.from({ length: count }, (_, k) => {
    const rate = rootOfTangent(k + 1) ** 2;
    return { share: (10 / rate) * total, rate };
  });
  const share = total - modes.reduce((sum, mode) => sum + mode.share, 0);
  return [...modes, { share, rate: rootOfTangent(count + 2) ** 2 }];
}

/** The `k`-th positive root of tan(l) = l, by Newton from its asymptote. */
function rootOfTangent(k: number): number {
  let root = (k + 0.5) * Math.PI;
  root -= 1 / root;
  for (let i = 0; i < 5; i++) root -= (Math.sin(root) - root * Math.cos(root)) / (root * Math.sin(root));
  return root;
}
