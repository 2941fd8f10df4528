/** One experiment of the example campaign on the simulated world, without instruments between: seconds become milliseconds. */
import type { Figure } from '../../agent/analysis/figure.js';
import { figuresOf } from '../../agent/experiment/figures.js';
import { ageingProtocol, formationProtocol } from '../../agent/experiment/protocols.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import type { Rng } from '../../core/rng.js';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import type { Table } from '../../drivers/instrument.js';
import type { Limits, Protocol } from '../../drivers/protocol.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { CellSpec, Variation } from '../../simulators/world/cell/cell-spec.js';
import { drawChannelErrors, measuredRow } from '../../simulators/world/measurement/channel-errors.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { measuredFilm } from '../../simulators/world/measurement/measurement-errors.js';
import { filmResult } from '../../simulators/station/measurement.js';
import { solubility } from '../../simulators/world/electrolyte/solubility.js';
import { worldSynergy } from '../../simulators/world/film/synergy.js';
import { drawVariation, NOMINAL } from '../../simulators/world/cell/variation.js';

const LIMITS: Limits = { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.03, maxTemperatureK: 340 };
const MIX_TEMPERATURE_K = 298.15;

/** A value in percent with all figures of the tester's rows, or the stage in which the recipe failed. */
export type Result =
  | { readonly retention: number; readonly figures: readonly Figure[] }
  | { readonly failedStage: 'formulation' | 'formation' | 'cycling' };

/** What an experiment would report: cell-to-cell variation and the errors of a tester's channel are in it. */
export function experiment(recipe: Recipe, world: string, rng: Rng): Result {
  const errors = drawChannelErrors(rng.split('channel'), 0.03);
  const noise = rng.split('noise');
  return trial(recipe, world, drawVariation(rng.split('variation')), (row) =>
    measuredRow(row, errors, noise),
  );
}

/** The same with a survey of the film: every figure that has a value, by its name. */
export function observe(
  recipe: Recipe,
  world: string,
  rng: Rng,
): { readonly figures: Readonly<Record<string, number>> } | FailedStage {
  const errors = drawChannelErrors(rng.split('channel'), 0.03);
  const noise = rng.split('noise');
  const tested = test(recipe, world, drawVariation(rng.split('variation')), (row) =>
    measuredRow(row, errors, noise),
  );
  if ('failedStage' in tested) return tested;
  const { result, table } = filmResult(measuredFilm(tested.cell, rng.split('station')));
  if (result.kind !== 'film' || !table) throw new Error('expected a film with its table from the station');
  const { formation, ageing } = tested;
  const figures = figuresOf({ formation, ageing, film: result, composition: table }, recipe);
  const valued = figures.flatMap(({ quantity, value }) =>
    value === null ? [] : [[quantity, value] as const],
  );
  return { figures: Object.fromEntries(valued) };
}

/** What the recipe is truly worth: the nominal cell, read without error. */
export function truth(recipe: Recipe, world: string): Result {
  return trial(recipe, world, NOMINAL, (row) => [...row]);
}

type Measure = (row: readonly number[]) => number[];

type FailedStage = Extract<Result, { readonly failedStage: string }>;

interface Tested {
  readonly cell: Cell;
  readonly formation: Table;
  readonly ageing: Table;
}

function trial(recipe: Recipe, world: string, variation: Variation, measure: Measure): Result {
  const tested = test(recipe, world, variation, measure);
  if ('failedStage' in tested) return tested;
  const figures = figuresOf({ formation: tested.formation, ageing: tested.ageing }, recipe);
  const retention = figures.find(({ quantity }) => quantity === 'capacity_retention')?.value ?? NaN;
  return { retention, figures };
}

function test(recipe: Recipe, world: string, variation: Variation, measure: Measure): Tested | FailedStage {
  if (!solubility(recipe.formulation, MIX_TEMPERATURE_K).dissolved) return { failedStage: 'formulation' };
  const { formulation, electrolyteVolumeL, cellType } = recipe;
  const spec: CellSpec = {
    id: 'bench',
    cellType,
    formulation,
    electrolyteVolumeL,
    variation,
    defects: {},
    seed: 'bench',
  };
  const cell = new Cell(spec, undefined, worldSynergy(world));
  const formation = carryOut(cell, formationProtocol(recipe, LIMITS), measure);
  if (!formation) return { failedStage: 'formation' };
  const ageing = carryOut(cell, ageingProtocol(recipe, LIMITS), measure);
  if (!ageing) return { failedStage: 'cycling' };
  return { cell, formation, ageing };
}

function carryOut(cell: Cell, protocol: Protocol, measure: Measure): Table | undefined {
  const run = new ProtocolRun(cell, protocol);
  run.advanceTo(Infinity);
  if (run.state !== 'completed') return undefined;
  return { columns: CYCLER_COLUMNS, from: 0, rows: run.rows.map(measure) };
}
