/** From an experiment's evidence to its figures of merit, with the definitions of the analysis. */
import { FILM_ELEMENTS } from '../../drivers/characteriser.js';
import type { Protocol } from '../../drivers/protocol.js';
import { analyseAgeing, analyseFormation, type Programme } from '../analysis/analyse.js';
import type { Figure } from '../analysis/figure.js';
import { filmFigures } from '../analysis/film/film-figures.js';
import { arealMass, massPerElectron } from '../analysis/film/film-mass.js';
import { impedanceFigures } from '../analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS as budget } from '../analysis/instrument-budget.js';
import type { Recording } from '../analysis/recording.js';
import { buildOf } from './cell-build.js';
import type { Evidence, Unfinished } from './characterisation.js';
import { NO_LIMITS, ageingProtocol, formationProtocol } from './protocols.js';
import type { Recipe } from './recipe.js';
import { recordingOf } from './recording-of.js';
import { reductionOf } from './reduction-potentials.js';

/** Of an experiment that went through; of one that did not, the figures of what there is. */
export function figuresOf(
  { formation, ageing, impedance, weighed, film, composition, unfinished }: Partial<Evidence>,
  recipe: Recipe,
): Figure[] {
  const { formed, aged } = programmesOf(recipe, unfinished);
  const reduction = reductionOf(recipe);
  const first = { ...formed, budget, lastCycle: recipe.formation.cycles, ...(reduction && { reduction }) };
  return [
    ...(formation ? analyseFormation(formation, first).figures : []),
    ...(ageing ? analyseAgeing(ageing, { ...aged, budget, lastCycle: recipe.cycling.cycles }).figures : []),
    ...(impedance ? impedanceFigures(impedance, budget, buildOf(recipe.cellType)) : []),
    ...(weighed ? massFigures(weighed) : []),
    ...(film && composition ? filmFigures(film, composition, FILM_ELEMENTS) : []),
  ];
}

function massFigures(weighed: NonNullable<Evidence['weighed']>): Figure[] {
  const { arealMassKgPerM2, arealMassSdKgPerM2, massPerElectronKgPerMol, massPerElectronSdKgPerMol } =
    weighed;
  return [
    arealMass({ value: arealMassKgPerM2, sd: arealMassSdKgPerM2 }),
    massPerElectron({ value: massPerElectronKgPerMol, sd: massPerElectronSdKgPerMol }),
  ];
}

/** How the cycling of a recipe is recorded, and how far it came, for those who read its rows. */
export function programmesOf(
  recipe: Recipe,
  unfinished: Unfinished = [],
): { readonly formed: Programme; readonly aged: Programme } {
  const recording = (protocol: Protocol): Recording => recordingOf(protocol, recipe.cellType);
  return {
    formed: {
      recording: recording(formationProtocol(recipe, NO_LIMITS)),
      ended: !unfinished.includes('formation'),
    },
    aged: { recording: recording(ageingProtocol(recipe, NO_LIMITS)), ended: !unfinished.includes('ageing') },
  };
}
