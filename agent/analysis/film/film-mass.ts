/** What a film weighs, by a quartz crystal microbalance. */
import { figure, noFigure, type Figure, type Ground } from '../figure.js';

/** Of lithium: no film that holds one lithium for each electron is lighter, g/mol. */
const LITHIUM_G_PER_MOL = 6.94;

/** A value and its standard uncertainty in the same unit. */
export interface Measured {
  readonly value: number;
  readonly sd: number;
}

/** `film_areal_mass`, over the real area of the graphite. @param massKgPerM2 of the dry film, or as felt in the liquid */
export function arealMass(massKgPerM2: Measured): Figure {
  const problem = problemOf('areal mass', massKgPerM2, 'kg/m2');
  if (problem !== '') return noFigure('film_areal_mass', problem);
  const { value, sd } = massKgPerM2;
  return figure('film_areal_mass', { value: 1e5 * value, standardUncertainty: 1e5 * sd });
}

/**
 * `film_mass_per_electron`: mass gained over charge consumed, `F dm/dq` in g per mole of electrons, over the same area
 * (Buttry and Ward, Chem. Rev. 92 (1992) 1355): 26 for LiF, 37 for Li2CO3, 81 for LEDC. As a station states it that
 * measured mass and charge together. @param kgPerMol of electrons that made film: charge that fills graphite is not in it
 */
export function massPerElectron(kgPerMol: Measured): Figure {
  const problem = problemOf('mass per electron', kgPerMol, 'kg/mol');
  if (problem !== '') return noFigure('film_mass_per_electron', problem);
  const [value, sd] = [1000 * kgPerMol.value, 1000 * kgPerMol.sd];
  const isLight = value + 3 * sd < LITHIUM_G_PER_MOL;
  const ground: Ground = isLight
    ? { quality: 'suspect', reason: `${value.toPrecision(3)} g/mol is less than lithium weighs` }
    : { quality: 'valid', reason: '' };
  return figure('film_mass_per_electron', { value, standardUncertainty: sd }, [ground]);
}

function problemOf(what: string, { value, sd }: Measured, unit: string): string {
  if (value >= 0 && sd > 0 && Number.isFinite(value + sd)) return '';
  return `${what} ${value} ${unit} with uncertainty ${sd} ${unit}, expected at least 0 and above 0`;
}
