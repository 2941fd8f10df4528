/** One simulated cell, once as it truly is and once as a tester of the simulated lab reads it. */
import { analyseAgeing, analyseFormation } from '../../agent/analysis/analyse.js';
import type { Figure, FigureName } from '../../agent/analysis/figure.js';
import { ORDINARY_INSTRUMENTS as budget } from '../../agent/analysis/instrument-budget.js';
import { ageingProtocol, formationProtocol } from '../../agent/experiment/protocols.js';
import { recipeOf, type Recipe } from '../../agent/experiment/recipe.js';
import { recordingOf } from '../../agent/experiment/recording-of.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import type { Protocol } from '../../drivers/protocol.js';
import { measuredBy } from '../../simulators/lab/members/tester.js';
import type { Cell } from '../../simulators/world/cell/cell.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { cellOf } from './cell-of.js';
import { chamberSince, drawChamberError } from '../../simulators/world/measurement/chamber-errors.js';

export interface Trial {
  readonly figure: FigureName;
  readonly truth: number;
  readonly value: number;
  readonly standardUncertainty: number;
}

/** Published for what they say of a cell, and here because they rest on the three ways in which errors add up. */
export const COVERED = ['first_cycle_efficiency', 'discharge_capacity', 'inefficiency_per_hour'] as const;

const LIMITS = { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.03, maxTemperatureK: 338.15 };
const LOOK_S = 86_400;
/** A lab runs for a year: calibrations are anywhere in their wandering. */
const YEAR_S = 365 * 86_400;

interface Rows {
  readonly true: readonly (readonly number[])[];
  readonly measured: readonly (readonly number[])[];
}

/** The figures of one cell of a drawn recipe that can be had, each with its truth: the same figure of the true rows. */
export function coverageTrial(seed: string): Trial[] {
  const rng = seededRng(seed);
  const recipe = drawnRecipe(rng.split('recipe'));
  const cell = cellOf(recipe, drawVariation(rng.split('cell')));
  const startedS = YEAR_S * rng.split('start').uniform();
  const tester = rng.split('tester');
  const formed = carryOut(cell, formationProtocol(recipe, LIMITS), tester, startedS);
  const aged = carryOut(cell, ageingProtocol(recipe, LIMITS), tester, startedS + cell.state.ageS);
  const truth = figuresOf(recipe, formed.true, aged.true);
  const seen = figuresOf(recipe, formed.measured, aged.measured);
  return COVERED.flatMap((figure) => {
    const [of, by] = [truth.get(figure)?.value, seen.get(figure)];
    if (typeof of !== 'number' || !by || by.value === null) return [];
    return [{ figure, truth: of, value: by.value, standardUncertainty: by.standardUncertainty }];
  });
}

function drawnRecipe(rng: Rng): Recipe {
  const between = (name: string, low: number, high: number): number =>
    low + (high - low) * rng.split(name).uniform();
  return recipeOf({
    ...{ 'solvent.EC': 0.3, 'solvent.EMC': 0.7, 'salt.LiPF6': 1 },
    'additive.VC': between('VC', 0, 3),
    'rest.duration': 12,
    'formation.cRate': between('formation rate', 0.05, 0.2),
    'formation.temperature': between('formation temperature', 25, 45),
    ...{ 'formation.cycles': 2, 'formation.upperVoltage': 4.2 },
    'cycling.cRate': between('rate', 0.3, 1),
    'cycling.temperature': between('temperature', 25, 45),
    ...{ 'cycling.cycles': 13, 'cycling.upperVoltage': 4.2, 'cycling.lowerVoltage': 2.8 },
  });
}

function carryOut(cell: Cell, protocol: Protocol, rng: Rng, startedS: number): Rows {
  const chamber = chamberSince(drawChamberError(rng.split('chamber')), startedS);
  const run = new ProtocolRun(cell, protocol, chamber);
  for (let timeS = LOOK_S; run.state === 'running'; timeS += LOOK_S) run.advanceTo(timeS);
  const rows = run.takeRows();
  const measure = measuredBy(rng)({ jobId: `job-${startedS}`, channel: 1, startedMs: 1000 * startedS });
  return {
    true: rows,
    measured: rows.flatMap((row) => [measure(row) ?? []].filter(({ length }) => length > 0)),
  };
}

function figuresOf(recipe: Recipe, formed: Rows['true'], aged: Rows['true']): Map<FigureName, Figure> {
  const table = (rows: Rows['true']) => ({ columns: CYCLER_COLUMNS, rows });
  const recording = (protocol: Protocol) => recordingOf(protocol, recipe.cellType);
  const formation = { recording: recording(formationProtocol(recipe, LIMITS)), ended: true, budget };
  const ageing = { recording: recording(ageingProtocol(recipe, LIMITS)), ended: true, budget };
  const all = [
    ...analyseFormation(table(formed), { ...formation, lastCycle: recipe.formation.cycles }).figures,
    ...analyseAgeing(table(aged), { ...ageing, lastCycle: recipe.cycling.cycles }).figures,
  ];
  return new Map(all.map((figure) => [figure.quantity, figure]));
}
