/**
 * Lithium metal on graphite: plated where the potential at the separator falls below that of lithium, stripped again,
 * or cut off for good. Rate law of OKane et al. (2020, 2022) with a threshold instead of its reversible deposit above
 * 0 V (choice).
 */
import { FARADAY } from '../numerics/constants.js';
import type { CellBody } from './cell-body.js';
import type { GraphiteLoad } from './cell-mode.js';
import { coatingM3 } from './geometry.js';

/** Lithium metal, m3/mol. */
export const PLATED_M3_PER_MOL = 1.3e-5;

const RATE_M_PER_S = 1e-9;
/** Of the salt that is plated from, mol/m3. */
const SALT = 1000;
/** Plated lithium that loses its contact, 1/s. */
const DEATH_PER_S = 1e-5;
/** Weight of the electrolyte's resistance between the particles' mean and the separator's edge. */
const EDGE = 2.2;

/** @returns lithium plated less lithium stripped, A s */
export function plate(body: CellBody, load: GraphiteLoad): number {
  const { core, conditions, design, size } = body;
  const kT = conditions.graphite.thermalVoltageV;
  const edgeOhm = EDGE * size.separatorSideOhm + (2 * kT * size.saltPerAmp) / 1000;
  const edgeV = load.potentialV - load.currentA * edgeOhm;
  if (edgeV >= 0 && core.platedMolPerM3 === 0) return 0;
  const drive = Math.max(-25, edgeV / kT);
  const rate = RATE_M_PER_S * conditions.factors.plating;
  const rates = {
    strip: rate * Math.exp(Math.min(0.35 * drive, 18)),
    plate: edgeV < 0 ? rate * SALT * (Math.exp(-0.65 * drive) - 1) : 0,
  };
  const before = core.platedMolPerM3;
  const wanted = deposit(before, rates, (size.graphiteAreaM2 / coatingM3(design)) * load.durationS);
  // The law knows no limit; the current brings no more lithium than this.
  const most = before + (Math.max(0, load.currentA) * load.durationS) / (coatingM3(design) * FARADAY);
  const after = Math.min(wanted, most);
  settle(core, after, DEATH_PER_S * load.durationS);
  return (after - before) * coatingM3(design) * FARADAY;
}

/**
 * `c' = P - S c` over `exposure` (area per volume times time, s/m), exactly.
 * @param rates stripping S (m/s) and plating P (mol m-2 s-1)
 */
export function deposit(
  molPerM3: number,
  rates: { readonly strip: number; readonly plate: number },
  exposure: number,
): number {
  const decays = rates.strip * exposure;
  if (decays < 1e-9) return molPerM3 + rates.plate * exposure;
  const steady = rates.plate / rates.strip;
  return steady + (molPerM3 - steady) * Math.exp(-decays);
}

/** Leaves `molPerM3` plated, less what loses its contact meanwhile. */
export function settle(core: CellBody['core'], molPerM3: number, deaths: number): void {
  core.platedMolPerM3 = molPerM3 * Math.exp(-deaths);
  core.deadMolPerM3 += molPerM3 - core.platedMolPerM3;
}
