/** From an experiment's evidence to its figures of merit, with the definitions of the analysis. */
import { FILM_ELEMENTS } from '../../drivers/characteriser.js';
import type { Protocol } from '../../drivers/protocol.js';
import { analyseAgeing, analyseFormation, type Programme } from '../analysis/analyse.js';
import type { Figure } from '../analysis/figure.js';
import { filmFigures } from '../analysis/film.js';
import { impedanceFigures } from '../analysis/impedance.js';
import { ORDINARY_INSTRUMENTS as budget } from '../analysis/instrument-budget.js';
import { CELL_TYPES } from './cell-type.js';
import type { Evidence } from './experiment.js';
import { NO_LIMITS, ageingProtocol, formationProtocol } from './protocols.js';
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

/** A hundredth of C/20 is no current. */
function programme({ record }: Protocol, recipe: Recipe): Programme {
  const restCurrentA = (CELL_TYPES[recipe.cellType].nominalCapacityAs / 3600) * 0.0005;
  return { recording: { everyS: record.everyS, restCurrentA }, ended: true };
}
