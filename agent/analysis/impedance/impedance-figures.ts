/**
 * From a spectrum to resistances: is it lawful (Kramers-Kronig), which circuit describes it, and what its elements are, each
 * with an uncertainty that holds the instrument, the circuit and the doubt about which circuit it is.
 */
import { combined, figure, noFigure, type Figure, type FigureName, type Ground } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Rows } from '../series.js';
import type { Build } from './build.js';
import { chooseCircuit, type CircuitChoice } from './circuit-choice.js';
import { grounds } from './impedance-grounds.js';
import { kramersKronig } from './kramers-kronig.js';
import { pointErrors } from './point-errors.js';
import { readResistances, type Resistance } from './resistances.js';
import { readSpectrum } from './spectrum.js';

/** What a spectrum gives, in this order. */
export const IMPEDANCE_FIGURES = [
  'ohmic_resistance',
  'film_resistance',
  'charge_transfer_resistance',
  'polarisation_resistance',
] as const satisfies readonly FigureName[];

/**
 * The figures of a table `frequencyHz, realOhm, imaginaryOhm` (capacitive negative), whatever it holds.
 * @param build of the cell, where it was learned: without it the film is often hardly told from charge transfer
 */
export function impedanceFigures(table: Rows, budget: InstrumentBudget, build?: Build): Figure[] {
  const { spectrum, flaws } = readSpectrum(table);
  if (!spectrum) return none(flaws.map(({ reason }) => reason));
  const errors = pointErrors(spectrum, budget);
  const choice = chooseCircuit(spectrum, errors, build);
  if (!choice) return none(['no circuit could be fitted']);
  const common = grounds(flaws, kramersKronig(spectrum, errors), choice);
  const resistances = readResistances(choice);
  return IMPEDANCE_FIGURES.map((name) => resistanceFigure(name, resistances[name], choice, common, budget));
}

function none(reasons: readonly string[]): Figure[] {
  const shown =
    reasons.slice(0, 3).join('; ') + (reasons.length > 3 ? ` and ${reasons.length - 3} more` : '');
  return IMPEDANCE_FIGURES.map((name) => noFigure(name, shown));
}

function resistanceFigure(
  name: FigureName,
  { logOhm, ground, detail }: Resistance,
  { candidates, margin }: CircuitChoice,
  common: readonly Ground[],
  budget: InstrumentBudget,
): Figure {
  const sd = combined(logOhm.sd, budget.impedanceGainSd);
  const value = Math.exp(logOhm.mean);
  const about = {
    arcs: candidates[0]!.arcs,
    arcsMargin: Math.min(margin, 1e3),
    ...detail,
    ...interval95(logOhm.mean, sd),
  };
  return figure(name, { value, standardUncertainty: value * sd, detail: about }, [...common, ground]);
}

/** Resistances are positive, and known to a factor: what is normal is their logarithm. */
function interval95(mean: number, sd: number): { lowerOhm: number; upperOhm: number } {
  return { lowerOhm: Math.exp(mean - 1.96 * sd), upperOhm: Math.exp(mean + 1.96 * sd) };
}
