/** First charges of simulated cells as a tester's channel records them, and where an additive's reduction truly peaks. */
import { readSeries, type Series } from '../../agent/analysis/series.js';
import { oneCA } from '../../agent/experiment/cell-type.js';
import { formationProtocol } from '../../agent/experiment/protocols.js';
import { FOOT_END_V } from '../../agent/experiment/reduction-potentials.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import type { Rng } from '../../core/rng.js';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import type { Limits, Protocol } from '../../drivers/protocol.js';
import type { Variation } from '../../simulators/world/cell/cell-spec.js';
import { SPECIES, speciesIndex } from '../../simulators/world/film/species.js';
import { drawChannelErrors, isLost, measuredRow } from '../../simulators/world/measurement/channel-errors.js';
import { FARADAY } from '../../simulators/world/numerics/constants.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { cellOf } from './cell-of.js';

export const LIMITS: Limits = { minVoltageV: 0, maxVoltageV: 5, maxCurrentA: 0.03, maxTemperatureK: 400 };
/** Full scale of the tester's channels. */
const RANGE_A = 0.03;

/** Volts, seconds and amperes up to the end of the first charge, with the noise, resolution and lost rows of a channel. */
export function recordedFirstCharge(recipe: Recipe, variation: Variation, rng: Rng): Series {
  const protocol = formationProtocol(recipe, LIMITS);
  const run = new ProtocolRun(cellOf(recipe, variation), upToFirstCharge(protocol));
  run.advanceTo(Infinity);
  const errors = drawChannelErrors(rng.split('channel'), RANGE_A);
  const [noise, losses] = [rng.split('noise'), rng.split('losses')];
  const rows = run.rows.flatMap((row) => {
    const measured = measuredRow(row, errors, noise);
    return isLost(losses) ? [] : [measured];
  });
  return readSeries({ columns: CYCLER_COLUMNS, rows }).series;
}

export interface TruePeak {
  /** Between the terminals, V. */
  readonly voltageV: number;
  /** The additive's reduction current there, over the charging current, 1. */
  readonly share: number;
}

/** Width over which the true current is averaged: the model renews the film's properties now and then, V. */
const BIN_V = 0.002;
/** Time step times C-rate, s/h: a tenth of it moves the peak by less than a millivolt. */
const STEP_S_PER_H = 0.02;

/**
 * The terminal voltage at which the reduction current of one species, `n F` times moles reduced a second, is largest
 * during the first charge of this very cell, computed with steps so short that it does not depend on them.
 */
export function trueReductionPeak(recipe: Recipe, variation: Variation, species: string): TruePeak {
  const cell = cellOf(recipe, variation);
  const { steps, ...rest } = formationProtocol(recipe, LIMITS);
  new ProtocolRun(cell, { ...rest, steps: steps.slice(0, 2) }).advanceTo(Infinity);
  const currentA = recipe.formation.cRate * oneCA(recipe.cellType);
  const durationS = STEP_S_PER_H / recipe.formation.cRate;
  const index = speciesIndex(species);
  const { electrons } = SPECIES[index]!;
  const bins = new Map<number, { sum: number; count: number }>();
  for (let volts = 0; volts < FOOT_END_V; volts = cell.endVoltage(currentA, 0)) {
    const beforeMol = cell.state.inventoriesMol[index]!;
    cell.step(currentA, durationS);
    const share =
      (electrons * FARADAY * (beforeMol - cell.state.inventoriesMol[index]!)) / durationS / currentA;
    const bin = bins.get(Math.floor(volts / BIN_V)) ?? { sum: 0, count: 0 };
    bins.set(Math.floor(volts / BIN_V), { sum: bin.sum + share, count: bin.count + 1 });
  }
  const shares = [...bins].map(([bin, { sum, count }]) => ({
    voltageV: (bin + 0.5) * BIN_V,
    share: sum / count,
  }));
  return shares.reduce((best, one) => (one.share > best.share ? one : best));
}

/** Temperature, rest, constant current and hold. */
function upToFirstCharge(protocol: Protocol): Protocol {
  const [temperature, rest, first] = protocol.steps;
  const charge = first?.kind === 'loop' ? first.steps.slice(0, 2) : [];
  return { ...protocol, steps: [temperature!, rest!, ...charge] };
}
