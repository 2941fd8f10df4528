/**
 * How much a film thickens in one step: electron tunnelling (log t, Attia et al. 2021), then transport through the film
 * (sqrt t, faster while current flows), then repair of cracks (linear in throughput). The first two are integrated
 * exactly, so that steps of a day are as good as steps of a second. Rate constants are choices.
 */
import type { Conditions } from '../cell/conditions.js';
import type { GraphiteLoad } from '../cell/cell-mode.js';
import type { Variation } from '../cell/cell-spec.js';
import { fastLithiation, type FilmProperties } from './film-properties.js';
import { FILM_TRANSFER, type TotalRate } from './reduction.js';

/** Permeation through a film of relative permeability 1: diffusivity m2/s, concentration mol/m3, volume m3/mol. */
const PERMEATION_NM2_PER_S = 1.45e-22 * 2636 * 9.585e-5 * 1e18;
/** Potential at which that permeability is meant, V. */
const PERMEATION_POTENTIAL_V = 0.1;
const CRACK_RATE = 1.3e-3;
const CRACK_DEPTH_NM = 3;
/** Beyond this many decay lengths nothing tunnels, and the exponential would lose all digits. */
const OPAQUE = 40;

/** @returns the thickness to add, nm, when the electrolyte holds enough to grow it */
export function thickening(
  thicknessNm: number,
  film: FilmProperties,
  reduction: TotalRate,
  load: GraphiteLoad,
  cell: { readonly variation: Variation; readonly conditions: Conditions },
): number {
  const tunnelled = afterTunnelling(thicknessNm, film, reduction, load);
  const permeation = permeationNm2PerS(film, load, cell.conditions) * cell.variation.sei;
  const permeated = Math.sqrt(tunnelled ** 2 + 2 * permeation * load.durationS);
  return permeated - thicknessNm + crackRepairNm(film, load) * cell.variation.crack;
}

/** `L' = lambda ln(exp(L/lambda) + A t/lambda)`; fast lithiation keeps the growing film more transparent. */
function afterTunnelling(
  thicknessNm: number,
  film: FilmProperties,
  { molPerM2S, filmM3PerMol }: TotalRate,
  { currentDensity, durationS }: GraphiteLoad,
): number {
  const decayNm = film.tunnellingNm * (1 + 0.11 * fastLithiation(currentDensity));
  const decays = thicknessNm / decayNm;
  if (decays > OPAQUE) return thicknessNm;
  const nmPerS = molPerM2S * filmM3PerMol * 1e9;
  return decayNm * Math.log(Math.exp(decays) + (nmPerS * durationS) / decayNm);
}

/** Half the rate of growth of the squared thickness. The boost under current follows Das et al. 2019. */
function permeationNm2PerS(
  film: FilmProperties,
  { potentialV, currentDensity }: GraphiteLoad,
  { factors, graphite }: Conditions,
): number {
  const rush = Math.abs(currentDensity) / 0.03;
  const boost = 1 + ((currentDensity > 0 ? 9 : 2.5) * rush) / (1 + rush);
  const drive = (FILM_TRANSFER * (PERMEATION_POTENTIAL_V - potentialV)) / graphite.thermalVoltageV;
  return PERMEATION_NM2_PER_S * Math.exp(film.lnPermeability + drive) * boost * factors.film;
}

/** Steep gradients in the particle strain its surface, hence the lag. */
function crackRepairNm(film: FilmProperties, { currentDensity, throughput, lag }: GraphiteLoad): number {
  const direction = currentDensity > 0 ? 2 : 1.5;
  return CRACK_RATE * film.brittleness * throughput * direction * CRACK_DEPTH_NM * (1 + 6 * Math.abs(lag));
}
