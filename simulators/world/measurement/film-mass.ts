/** What the film on graphite weighs, as a quartz crystal would feel it, and per electron spent on it. */
import { volumeM3 } from '../cell/cell-body.js';
import type { Cell } from '../cell/cell.js';
import { FILM_CLASSES, type FilmClassName } from '../film/film-classes.js';
import { FARADAY } from '../numerics/constants.js';

/** Densities of typical compounds of each class, kg/m3 (choices where a class has no single compound). */
const DENSITY_KG_PER_M3: Readonly<Record<FilmClassName, number>> = {
  organic: 1500,
  carbonate: 2100,
  fluoride: 2640,
  polymer: 1350,
  borate: 1900,
  sulfate: 2200,
  phosphate: 2200,
  linear: 1300,
};

export interface FilmMass {
  /** Over the nominal real area of the graphite, kg/m2. */
  readonly arealKgPerM2: number;
  /** Charge that the film took, mol of electrons over the same area, mol/m2. */
  readonly electronsMolPerM2: number;
  /** Volume share of soft polymer, which follows the crystal's motion only in part. */
  readonly polymerShare: number;
}

export function filmMass(cell: Cell): FilmMass {
  const { core, design, size } = cell.body;
  const areaM2 = size.graphiteAreaM2 * design.filmAreaRatio;
  const massKg = FILM_CLASSES.reduce(
    (sum, name, index) => sum + DENSITY_KG_PER_M3[name] * core.filmVolumesM3[index]!,
    0,
  );
  const totalM3 = volumeM3(core);
  const polymerM3 = core.filmVolumesM3[FILM_CLASSES.indexOf('polymer')]!;
  return {
    arealKgPerM2: massKg / areaM2,
    electronsMolPerM2: core.filmC / FARADAY / areaM2,
    polymerShare: totalM3 > 0 ? polymerM3 / totalM3 : 0,
  };
}
