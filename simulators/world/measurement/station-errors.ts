/** How the station's balance, microbalance and gas cell see what is truly known. Sizes are choices unless a source is named. */
import type { Rng } from '../../../core/rng.js';
import type { CharacteriserResult } from '../../../drivers/characteriser.js';
import type { Cell } from '../cell/cell.js';
import { cellMassKg } from './cell-mass.js';
import { filmMass } from './film-mass.js';

type ResultOf<Kind extends CharacteriserResult['kind']> = Extract<
  CharacteriserResult,
  { readonly kind: Kind }
>;

/** Fixed to one station for good: what its calibration left. */
export interface StationErrors {
  readonly microbalanceGain: number;
  readonly chargeGain: number;
  readonly gasGain: number;
  readonly gasOffsetMol: number;
  readonly balanceOffsetKg: number;
}

export function drawStationErrors(rng: Rng): StationErrors {
  return {
    microbalanceGain: rng.split('microbalance').lognormal(0.04),
    chargeGain: rng.split('charge').lognormal(0.005),
    gasGain: rng.split('gas').lognormal(0.05),
    gasOffsetMol: 5e-8 * rng.split('gas offset').normal(),
    balanceOffsetKg: 5e-8 * rng.split('balance').normal(),
  };
}

/** 0.02 ug/cm2. */
const MICROBALANCE_NOISE_KG_PER_M2 = 2e-7;
/** A soft film follows the crystal only in part: share of the mass of a pure polymer that goes unseen. */
const UNSEEN_POLYMER = 0.12;

/** Undefined before the first charge: there is no film yet. */
export function measuredMicrobalance(
  cell: Cell,
  errors: StationErrors,
  rng: Rng,
): ResultOf<'microbalance'> | undefined {
  const { arealKgPerM2, electronsMolPerM2, polymerShare } = filmMass(cell);
  if (electronsMolPerM2 <= 0) return undefined;
  const felt = arealKgPerM2 * (1 - UNSEEN_POLYMER * polymerShare) * errors.microbalanceGain;
  const arealMassKgPerM2 = Math.max(0, felt + MICROBALANCE_NOISE_KG_PER_M2 * rng.normal());
  const arealMassSdKgPerM2 = Math.hypot(0.06 * arealMassKgPerM2, MICROBALANCE_NOISE_KG_PER_M2);
  const electrons = electronsMolPerM2 * errors.chargeGain;
  return {
    kind: 'microbalance',
    arealMassKgPerM2,
    arealMassSdKgPerM2,
    massPerElectronKgPerMol: arealMassKgPerM2 / electrons,
    massPerElectronSdKgPerMol: arealMassSdKgPerM2 / electrons,
  };
}

const GAS_NOISE_MOL = 5e-8;

/** By the pressure in a closed chamber of known volume in which the cell is punctured. */
export function measuredGas(cell: Cell, errors: StationErrors, rng: Rng): ResultOf<'gas'> {
  const seen = cell.state.gasMol * errors.gasGain + errors.gasOffsetMol + GAS_NOISE_MOL * rng.normal();
  const amountMol = Math.max(0, seen);
  return { kind: 'gas', amountMol, amountSdMol: Math.hypot(0.06 * amountMol, 8e-8) };
}

/** Readability of the balance, 0.1 mg. */
const READABILITY_KG = 1e-7;

export function measuredMass(cell: Cell, errors: StationErrors, rng: Rng): ResultOf<'mass'> {
  const seen =
    cellMassKg(cell.spec, cell.state.electrolyteM3) + errors.balanceOffsetKg + READABILITY_KG * rng.normal();
  return {
    kind: 'mass',
    massKg: Math.round(seen / READABILITY_KG) * READABILITY_KG,
    massSdKg: 1.5 * READABILITY_KG,
  };
}
