/** From an experiment's evidence to its figures of merit, with the definitions of the analysis. */
import { FILM_ELEMENTS } from '../../drivers/characteriser.js';
import type { Table } from '../../drivers/instrument.js';
import type { Protocol } from '../../drivers/protocol.js';
import { analyseAgeing, analyseFormation, type Programme } from '../analysis/analyse.js';
import type { Figure } from '../analysis/figure.js';
import { filmFigures } from '../analysis/film.js';
import { impedanceFigures } from '../analysis/impedance.js';
import { ORDINARY_INSTRUMENTS as budget } from '../analysis/instrument-budget.js';
import { CELL_TYPES } from './cell-type.js';
import { ExperimentFailure, judgeFormation } from './diagnosis.js';
import type { Evidence } from './experiment.js';
import { ageingProtocol, formationProtocol } from './protocols.js';
import type { Recipe } from './recipe.js';

export function figuresOf(
  { formation, ageing, impedance, film, composition }: Evidence,
  recipe: Recipe,
): Figure[] {
  const formed = programme(formationProtocol(recipe, NO_LIMITS), recipe);
  const aged = programme(ageingProtocol(recipe, NO_LIMITS), recipe);
  return [
    ...analyseFormation(formation, { ...formed, budget, lastCycle: recipe.formation.cycles }).figures,
    ...analyseAgeing(ageing, { ...aged, budget, lastCycle: recipe.cycling.cycles }).figures,
    ...impedanceFigures(impedance, budget),
    ...filmFigures(film, composition, FILM_ELEMENTS),
  ];
}

/** Ends an experiment whose cell did not form. */
export function refuseDeadCell(formation: Table, recipe: Recipe, jobId: string): void {
  const { cycles } = analyseFormation(formation, {
    ...programme(formationProtocol(recipe, NO_LIMITS), recipe),
    budget,
    lastCycle: recipe.formation.cycles,
  });
  const last = cycles.filter(({ cycle }) => cycle <= recipe.formation.cycles).at(-1);
  const capacityAs = last?.dischargeCapacityAs ?? 0;
  const failure = judgeFormation(capacityAs, CELL_TYPES[recipe.cellType].nominalCapacityAs, jobId);
  if (failure) throw new ExperimentFailure(failure);
}

/** Reading a protocol back does not need what bounded it. */
const NO_LIMITS: Protocol['limits'] = {
  minVoltageV: -Infinity,
  maxVoltageV: Infinity,
  maxCurrentA: Infinity,
  maxTemperatureK: Infinity,
};

/** A hundredth of C/20 is no current. */
function programme({ record }: Protocol, recipe: Recipe): Programme {
  const restCurrentA = (CELL_TYPES[recipe.cellType].nominalCapacityAs / 3600) * 0.0005;
  return { recording: { everyS: record.everyS, restCurrentA }, ended: true };
}
