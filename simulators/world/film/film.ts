/** Grows the film of a cell: what thickens it is taken from the electrolyte's inventories and from graphite's lithium. */
import { volumeM3, type CellBody } from '../cell/cell-body.js';
import { FARADAY } from '../numerics/constants.js';
import type { GraphiteLoad } from '../cell/cell-mode.js';
import { thickening } from './film-growth.js';
import { formationQuality } from './film-properties.js';
import type { Species } from './species.js';

/** Below this total rate nothing is being reduced, mol m-2 s-1. */
const IDLE = 1e-30;
/** Weight of outer film in the mean quality: the inner film, from formation, is the bottleneck of transport. */
const OUTER_WEIGHT = 0.2;

/** @returns the lithium the film took up, A s */
export function growFilm(body: CellBody, load: GraphiteLoad): number {
  const { core, film, size, conditions } = body;
  const rate = conditions.reduction.evaluate(load.potentialV, core.inventoriesMol);
  if (rate.molPerM2S <= IDLE) return 0;
  const addedNm = thickening(core.filmThicknessM * 1e9, film, rate, load, body);
  const mol = (addedNm * 1e-9 * size.filmAreaM2) / rate.filmM3PerMol;
  const { addedM3, lithiumC } = consume(body, mol / rate.molPerM2S);
  core.filmThicknessM += addedM3 / size.filmAreaM2;
  core.filmC += lithiumC;
  if (addedM3 > 0) averageQuality(body, addedM3, load.currentDensity);
  return lithiumC;
}

/** Reduces each species by `rate * extent`, at most what there is. `extent`: m2 s. */
function consume({ core, conditions }: CellBody, extent: number): { addedM3: number; lithiumC: number } {
  const { species, rates } = conditions.reduction;
  let addedM3 = 0;
  let lithiumC = 0;
  for (let place = 0; place < species.length; place++) {
    const one = species[place]!;
    const mol = Math.min(rates[place]! * extent, core.inventoriesMol[one.index]!);
    if (mol <= 0) continue;
    core.inventoriesMol[one.index]! -= mol;
    core.gasMol += one.gas * mol;
    lithiumC += one.electrons * FARADAY * mol;
    const filmM3 = mol * one.filmM3PerMol;
    addedM3 += filmM3;
    deposit(core.filmVolumesM3, one.productShares, filmM3);
  }
  return { addedM3, lithiumC };
}

/** Innermost of all loops: indexed, since an iterator for each species and step would be most of the garbage. */
function deposit(volumesM3: number[], shares: Species['productShares'], filmM3: number): void {
  for (let place = 0; place < shares.length; place++) {
    const product = shares[place]!;
    volumesM3[product[0]]! += filmM3 * product[1];
  }
}

function averageQuality({ core }: CellBody, addedM3: number, currentDensity: number): void {
  const quality = formationQuality(core.temperatureK, currentDensity);
  const weight = (addedM3 / volumeM3(core)) * (core.formed ? OUTER_WEIGHT : 1);
  core.filmQuality += (quality - core.filmQuality) * weight;
}
