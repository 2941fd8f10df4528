/** Films of simulated cells as the station sees them, beside what they are. */
import type { Figure } from '../../agent/analysis/figure.js';
import { closedShares, readSurvey } from '../../agent/analysis/film/composition.js';
import { filmFigures } from '../../agent/analysis/film/film-figures.js';
import { arealMass, massPerElectron } from '../../agent/analysis/film/film-mass.js';
import { formationProtocol } from '../../agent/experiment/protocols.js';
import type { Rng } from '../../core/rng.js';
import { seededRng } from '../../core/rng.js';
import { FILM_ELEMENTS } from '../../drivers/characteriser.js';
import { filmResult } from '../../simulators/station/measurement.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import type { Cell } from '../../simulators/world/cell/cell.js';
import { filmMass } from '../../simulators/world/measurement/film-mass.js';
import { surveyedFractions } from '../../simulators/world/measurement/film-survey.js';
import { measuredFilm } from '../../simulators/world/measurement/measurement-errors.js';
import {
  drawStationErrors,
  measuredMicrobalance,
} from '../../simulators/world/measurement/station-errors.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { cellOf } from './cell-of.js';
import { LIMITS } from './first-charge.js';
import { DOSES, recipeOf } from './trial-cells.js';

/** A figure, its standard uncertainty and the truth, in one unit. */
export interface Seen {
  readonly quantity: string;
  readonly value: number;
  readonly sd: number;
  readonly truth: number;
}

/** A film grown by one formation cycle, and everything that is read of it. */
export function drawFilm(seed: string): Seen[] {
  const rng = seededRng(seed);
  return seenOf(grownCell(rng), rng.split('station'));
}

export function grownCell(rng: Rng): Cell {
  const pick = (key: string, [min, max]: readonly [number, number]): number =>
    min * (max / min) ** rng.split(key).uniform();
  const names = Object.keys(DOSES);
  const additives = ['first', 'second'].map((key) => {
    const name = names[Math.floor(names.length * rng.split(key).uniform())]!;
    return [name, pick(`${key} dose`, DOSES[name]!)] as const;
  });
  const conditions = { cRate: pick('rate', [0.03, 1]), temperatureK: pick('temperature', [293.15, 328.15]) };
  const recipe = recipeOf(conditions, Object.fromEntries(additives));
  const cell = cellOf(recipe, drawVariation(rng.split('variation')));
  new ProtocolRun(cell, formationProtocol(recipe, LIMITS)).advanceTo(Infinity);
  return cell;
}

/** Mean share of the soluble compounds that the station's rinse takes. */
const MEAN_RINSE = 0.1875;

export function seenOf(cell: Cell, rng: Rng): Seen[] {
  return [...surveySeen(cell, rng.split('survey')), ...massSeen(cell, rng)];
}

function surveySeen(cell: Cell, rng: Rng): Seen[] {
  const { result, table } = filmResult(measuredFilm(cell, rng));
  if (result.kind !== 'film' || !table) throw new Error('expected a film with its table from the station');
  const [thickness, fluorine] = filmFigures(result, table, FILM_ELEMENTS);
  const signals = readSurvey(table, FILM_ELEMENTS).signals.filter(({ element }) => element !== 'C');
  const own = surveyedFractions(cell);
  const carbonFree = closedShares(signals).find(({ element }) => element === 'F')!;
  return [
    seen('thickness', thickness!, cell.state.filmThicknessM * 1e9),
    seen('fluorine of the survey', fluorine!, 100 * surveyedFractions(cell, MEAN_RINSE).F),
    {
      quantity: 'fluorine among all but carbon',
      value: carbonFree.value,
      sd: carbonFree.standardUncertainty,
      truth: own.F / (1 - own.C),
    },
  ];
}

function massSeen(cell: Cell, rng: Rng): Seen[] {
  const measured = measuredMicrobalance(cell, drawStationErrors(rng.split('calibration')), rng.split('mass'));
  if (!measured) throw new Error('expected a film on a cell that was charged');
  const { arealKgPerM2, electronsMolPerM2 } = filmMass(cell);
  const mass = { value: measured.arealMassKgPerM2, sd: measured.arealMassSdKgPerM2 };
  const stated = { value: measured.massPerElectronKgPerMol, sd: measured.massPerElectronSdKgPerMol };
  const perElectron = (1000 * arealKgPerM2) / electronsMolPerM2;
  return [
    seen('areal mass', arealMass(mass), 1e5 * arealKgPerM2),
    seen('mass per electron', massPerElectron(stated), perElectron),
  ];
}

function seen(quantity: string, figure: Figure, truth: number): Seen {
  if (figure.quality === 'invalid')
    throw new Error(`${quantity}: expected a value, came none: ${figure.reason}`);
  return { quantity, value: figure.value, sd: figure.standardUncertainty, truth };
}

export interface Coverage {
  readonly quantity: string;
  readonly count: number;
  /** Share of the 95 % intervals that hold the truth. */
  readonly covered: number;
  /** Mean and root mean square of the error, in standard uncertainties. */
  readonly bias: number;
  readonly rms: number;
}

export function coverageOf(films: readonly (readonly Seen[])[]): Coverage[] {
  return films[0]!.map(({ quantity }, place) => {
    const errors = films.map((film) => (film[place]!.value - film[place]!.truth) / film[place]!.sd);
    const mean = (of: (z: number) => number): number =>
      errors.reduce((sum, z) => sum + of(z), 0) / errors.length;
    return {
      quantity,
      count: errors.length,
      covered: mean((z) => (Math.abs(z) <= 1.96 ? 1 : 0)),
      bias: mean((z) => z),
      rms: Math.sqrt(mean((z) => z * z)),
    };
  });
}
