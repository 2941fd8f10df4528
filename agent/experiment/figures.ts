/** From an experiment's evidence to its figures of merit, with the definitions of the analysis. */
import { FILM_ELEMENTS } from '../../drivers/characteriser.js';
import type { Protocol } from '../../drivers/protocol.js';
import { analyseAgeing, analyseFormation, type Programme } from '../analysis/analyse.js';
import type { Figure } from '../analysis/figure.js';
import { filmFigures } from '../analysis/film.js';
import { impedanceFigures } from '../analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS as budget } from '../analysis/instrument-budget.js';
import type { Evidence } from './experiment.js';
import { NO_LIMITS, ageingProtocol, formationProtocol } from './protocols.js';
import type { Recipe } from './recipe.js';
import { recordingOf } from './recording-of.js';

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

function programme(protocol: Protocol, { cellType }: Recipe): Programme {
  return { recording: recordingOf(protocol, cellType), ended: true };
}
