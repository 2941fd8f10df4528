/** How the electrolyte soaks the electrodes, and how a cell with a bad crimp loses it again. */
import { renew, type CellBody } from './cell-body.js';

/** Time constant at the viscosity of 1 M LiPF6 in EC:EMC 3:7 (choice). */
const WETTING_S = 2 * 3600;
const VISCOSITY_PAS = 2.9e-3;
/** What capillaries take up at once. */
export const WETTED_AT_ONCE = 0.25;
/** From here on the last dry spots do not matter. */
const SOAKED = 0.9999;

const DAY_S = 86_400;
/** Lithium that air takes, over graphite's capacity and the leaked share of the electrolyte (choice). */
const AIR_SHARE = 0.2;

/** Share of the electrodes soaked at an age. */
function wettedShare({ spec, conditions }: CellBody, ageS: number): number {
  const slowness =
    (spec.defects.wettingFactor ?? 1) * (conditions.liquid.viscosityPaS / VISCOSITY_PAS) ** 1.3;
  return Math.max(WETTED_AT_ONCE, 1 - Math.exp(-ageS / (WETTING_S * slowness)));
}

/**
 * Brings the wetted share up to the cell's age. Newly soaked material is as assembled: lithium and film are mixed into
 * the means. Called while no current flows or when it turns, since a lumped model has no current between regions.
 */
export function soak(body: CellBody): void {
  const { core, design } = body;
  if (core.wetted >= 1) return;
  const share = wettedShare(body, core.ageS);
  const wetted = share > SOAKED ? 1 : share;
  if (wetted <= core.wetted) return;
  const kept = core.wetted / wetted;
  const mixed = (mean: number, fresh: number): number => mean * kept + fresh * (1 - kept);
  const graphite = mixed(core.graphite, design.graphite.fresh);
  const cathode = mixed(core.cathode, design.cathode.fresh);
  core.trappedC +=
    (core.graphite - graphite) * core.graphiteCapacityC + (core.cathode - cathode) * core.cathodeCapacityC;
  core.graphite = graphite;
  core.cathode = cathode;
  core.filmThicknessM = mixed(core.filmThicknessM, design.nativeFilmM);
  core.wetted = wetted;
  renew(body);
}

/** What a leak does in `durationS`. @returns lithium that air takes from graphite, A s */
export function leak({ core, spec }: CellBody, durationS: number): number {
  const perDay = spec.defects.leakPerDay;
  if (perDay === undefined) return 0;
  const lostShare = 1 - Math.exp((-perDay * durationS) / DAY_S);
  core.electrolyteM3 *= 1 - lostShare;
  const lithiumC = AIR_SHARE * lostShare * core.graphiteCapacityC * Math.max(0, core.graphite);
  core.airC += lithiumC;
  return lithiumC;
}
