/** How precisely the robot doses: solids by weight, liquids by pipette (sizes after published robots and data sheets). */
import { SOLVENTS } from '../world/electrolyte/ingredients.js';

/** Standard deviation: a fixed part and a share of the mass. */
export interface Precision {
  readonly fixedKg: number;
  readonly share: number;
}

const WEIGHED: Precision = { fixedKg: 0.2e-6, share: 0.005 };
const PIPETTED: Precision = { fixedKg: 0, share: 0.01 };
/** Liquids that cling to the tip, or evaporate from it. */
const PIPETTED_BADLY: Precision = { fixedKg: 0, share: 0.025 };
const VISCOUS_MPAS = 5;
const VOLATILE = ['DMC'];

/** EC melts at 36 Cel: on the shelf it is a solid. Of the other ingredients only these are liquids. */
const LIQUIDS = [...Object.keys(SOLVENTS).filter((name) => name !== 'EC'), 'VC', 'TMSPi'];

export function isPipetted(name: string): boolean {
  return LIQUIDS.includes(name);
}

export function precisionOf(name: string): Precision {
  if (!isPipetted(name)) return WEIGHED;
  return VOLATILE.includes(name) ? PIPETTED_BADLY : pipetting(SOLVENTS[name]?.viscosityMPaS ?? 0);
}

export function pipetting(viscosityMPaS: number): Precision {
  return viscosityMPaS > VISCOUS_MPAS ? PIPETTED_BADLY : PIPETTED;
}
