/**
 * The second rung: the equations of film growth alone, on graphite that swings through a nominal window at the recipe's
 * cycling rate and temperature. Wrong on purpose: permeation 1.4 times too fast, rates known for five additives only,
 * no pairs of additives, nominal formation, no cathode (so no oxidation, cross-talk or choice of voltage), no plating,
 * no exfoliation by PC, dry electrolyte, soaked at once.
 */
import type { Trial } from '../../../drivers/source.js';
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { Cell } from '../cell/cell.js';
import { overpotentialV } from '../cell/particle.js';
import { NOMINAL } from '../cell/variation.js';
import { growFilm } from '../film/film.js';
import { resistances } from '../measurement/impedance.js';

/** Additives it has rate constants for; it takes the others to be absent. */
const PARAMETERISED = ['VC', 'FEC', 'DTD', 'PS', 'MMDS'];
/** Over the true permeation. */
const RATE_BIAS = 1.4;
/** Stoichiometries of graphite at both ends of every half-cycle, and steps between them. */
const WINDOW = { empty: 0.02, full: 0.86 };
const STEPS = 50;
/** The film's properties follow its growth every so many steps. */
const RENEWAL_STEPS = 10;
/** Of the two formation cycles at 25 Cel, 1/h, whatever the recipe says. */
const FORMATION_RATES = [0.05, 0.1];
export const FORECAST_CYCLES = 60;

/** Stated standard uncertainty of each, relative (a choice: what such a model's fit would claim). */
export const FORECAST_SD = 0.15;

export interface FilmForecast {
  /** After formation. */
  readonly thicknessM: number;
  readonly lithiumC: number;
  readonly resistanceOhm: number;
  /** Lithium lost to the film in 60 cycles after formation, over the nominal capacity. */
  readonly fade: number;
}

/** @throws {RangeError} an ingredient this world does not know */
export function forecastFilm({ formulation, electrolyteVolumeL, cycling }: Trial): FilmForecast {
  const cell = nominalCell(formulation, electrolyteVolumeL);
  for (const cRate of FORMATION_RATES) {
    swing(cell, cRate, 'charge');
    swing(cell, cRate, 'discharge');
  }
  cell.refresh();
  const { core } = cell.body;
  const formed = {
    thicknessM: core.filmThicknessM,
    lithiumC: core.filmC,
    resistanceOhm: resistances(cell).filmOhm,
  };
  core.formed = true;
  cell.setTemperature(cycling.temperatureK);
  for (let cycle = 1; cycle <= FORECAST_CYCLES; cycle++) {
    swing(cell, cycling.cRate, 'charge');
    swing(cell, cycling.cRate, 'discharge');
  }
  return { ...formed, fade: (core.filmC - formed.lithiumC) / cell.body.design.nominalCapacityC };
}

function nominalCell(formulation: Formulation, electrolyteVolumeL: number): Cell {
  const known = Object.entries(formulation.additives).filter(([name]) => PARAMETERISED.includes(name));
  const spec: CellSpec = {
    id: 'forecast',
    cellType: 'coin-2032-NMC811-graphite',
    formulation: { ...formulation, additives: Object.fromEntries(known) },
    electrolyteVolumeL,
    variation: { ...NOMINAL, sei: RATE_BIAS },
    defects: {},
    seed: 'forecast',
  };
  const cell = new Cell(spec, undefined, []);
  cell.body.core.wetted = 1;
  cell.refresh();
  return cell;
}

/** One half-cycle: graphite is led through the window, and only its film answers. */
function swing(cell: Cell, cRate: number, direction: 'charge' | 'discharge'): void {
  const { empty, full } = WINDOW;
  const step = (full - empty) / STEPS;
  const { graphite } = cell.body.conditions;
  const potential = cell.body.design.openCircuit.graphite;
  const { graphiteAreaM2, graphiteCapacityC } = cell.body.size;
  const sign = direction === 'charge' ? 1 : -1;
  const currentA = sign * cRate * cell.nominalCurrentA;
  const currentDensity = currentA / graphiteAreaM2;
  const lag = currentDensity * graphite.lagPerFlux;
  for (let k = 0; k < STEPS; k++) {
    const filling = direction === 'charge' ? empty + (k + 0.5) * step : full - (k + 0.5) * step;
    growFilm(cell.body, {
      potentialV: potential.at(filling + lag) - overpotentialV(graphite, filling + lag, currentDensity),
      currentA,
      currentDensity,
      lag,
      throughput: step,
      durationS: (step * graphiteCapacityC) / Math.abs(currentA),
    });
    if (k % RENEWAL_STEPS === 0) cell.refresh();
  }
}
