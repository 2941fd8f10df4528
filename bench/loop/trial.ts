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

/** What the recipe is truly worth: the nominal cell, read without error. */
export function truth(recipe: Recipe, world: string): Result {
  return trial(recipe, world, NOMINAL, (row) => [...row]);
}

type Measure = (row: readonly number[]) => number[];

function trial(recipe: Recipe, world: string, variation: Variation, measure: Measure): Result {
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
  const figures = figuresOf({ formation, ageing }, recipe);
  const retention = figures.find(({ quantity }) => quantity === 'capacity_retention')?.value ?? NaN;
  return { retention, figures };
}

function carryOut(cell: Cell, protocol: Protocol, measure: Measure): Table | undefined {
  const run = new ProtocolRun(cell, protocol);
  run.advanceTo(Infinity);
  if (run.state !== 'completed') return undefined;
  return { columns: CYCLER_COLUMNS, from: 0, rows: run.rows.map(measure) };
}
