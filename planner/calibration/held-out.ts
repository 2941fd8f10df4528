import { HELD_OUT_FOLDS, LEAST_RESULTS } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import { seededRng } from '../../core/rng.js';
import { historyOf, type Entry, type Failed, type History, type Measured } from '../history.js';
import { chancesOf, fitModels, measuredLosses, predict, probabilities, type ModelFit } from '../models.js';
import type { PlanRequest } from '../request.js';
import { measurementSd } from '../prediction.js';
import { withoutLow } from '../sources/sources.js';
import { signOf } from '../targets.js';
import type { Foretold, NamedChance, QuantityForecast } from './report.js';

/** With what is to be believed of the noise, if not as the planner does. */
type Request = PlanRequest & Pick<ModelFit, 'replicateDoubts'>;

export interface HoldingOut {
  readonly mostFolds?: number;
  /** Before each fold: how many are done, of how many. */
  readonly onFold?: (done: number, all: number) => void;
}

/**
 * What the models say of recipes that they were not told of: every recipe, with all its replicates and failures, is left
 * out in turn, or a fold of several where there are many. What the source that is planned for has tried is foretold, with the
 * others known; only where it has tried nothing, what others of high fidelity have. A pure function of the request.
 * @throws PlannerError `bad-space`, `bad-request` or `numerical`.
 */
export function foretellHeldOut(
  request: Request,
  { mostFolds = HELD_OUT_FOLDS, onFold }: HoldingOut = {},
): Foretold {
  const history = historyOf(request);
  const judged = judgedOf(history);
  const entries = [...judged, ...history.failed];
  const folds = foldsOf(entries, mostFolds, seededRng(request.seed).split('folds'));
  const told = folds.map((keys, fold) => {
    onFold?.(fold, folds.length);
    return foretell({ history, judged }, keys, request);
  });
  return {
    forecasts: told.flatMap(({ forecasts }) => forecasts),
    chances: told.flatMap(({ chances }) => chances),
  };
}

/** Those of the target, or all of high fidelity. */
function judgedOf(history: History): readonly Measured[] {
  const { target } = history;
  const { measured } = withoutLow(history);
  const own = measured.filter(({ source }) => source === undefined || source === target);
  return target !== undefined && own.length > 0 ? own : measured;
}

/** Recipes by key, dealt out by chance. */
function foldsOf(entries: readonly Entry[], mostFolds: number, rng: Rng): ReadonlySet<string>[] {
  const keys = [...new Set(entries.map(({ key }) => key))];
  const order = keys.map((key) => ({ key, at: rng.uniform() })).sort((a, b) => a.at - b.at);
  const count = Math.min(mostFolds, keys.length);
  return Array.from(
    { length: count },
    (_, fold) => new Set(order.filter((_one, k) => k % count === fold).map(({ key }) => key)),
  );
}

function foretell(
  { history, judged }: { readonly history: History; readonly judged: readonly Measured[] },
  keys: ReadonlySet<string>,
  request: Request,
): Foretold {
  const isOut = ({ key }: Entry): boolean => keys.has(key);
  const rest = {
    ...history,
    measured: history.measured.filter((one) => !isOut(one)),
    failed: history.failed.filter((one) => !isOut(one)),
  };
  const left = withoutLow(rest);
  const isModelled = history.objectives.every((_, k) => measuredLosses(left, k).length >= LEAST_RESULTS);
  if (!isModelled) return { forecasts: [], chances: [] };
  const models = fitModels(rest, request.stages ?? [], request);
  const measured = judged.filter(isOut);
  const stages = new Map(chancesOf(models));
  const chances = (entry: Entry): Record<string, number> => probabilities([...stages], entry.features);
  return {
    forecasts: measured.flatMap((one) =>
      forecastsOf(history, one, predict(models, history.objectives, one.features, one)),
    ),
    chances: [
      ...measured.flatMap((one) => passed(history, one, chances(one))),
      ...history.failed.filter(isOut).flatMap((one) => stopped(one, chances(one), request.stages ?? [])),
    ],
  };
}

function forecastsOf(
  { objectives }: History,
  { losses, source }: Measured,
  predictions: ReturnType<typeof predict>,
): QuantityForecast[] {
  return objectives.flatMap((objective, k) => {
    const loss = losses[k];
    if (!loss || loss.censored !== undefined) return [];
    const [value, mean] = [signOf(objective) * loss.loss, predictions[k]!.mean];
    return [
      {
        quantity: objective.name,
        source,
        instrument: loss.instrument,
        mean,
        sd: measurementSd(predictions[k]!),
        value,
      },
    ];
  });
}

/** It passed every stage; of the bounds, those that were measured. */
function passed(
  { constraints }: History,
  { outcomes }: Measured,
  probability: Readonly<Record<string, number>>,
): NamedChance[] {
  return Object.entries(probability).flatMap(([name, given]) => {
    const at = constraints.findIndex((one) => one.name === name);
    if (at < 0) return [{ name, probability: given, came: true }];
    const value = outcomes[at]?.value;
    if (value === undefined) return [];
    const { min = -Infinity, max = Infinity } = constraints[at]!;
    return [{ name, probability: given, came: value >= min && value <= max }];
  });
}

/** It passed the stages before the one that stopped it; it never met the others. */
function stopped(
  { stage }: Failed,
  probability: Readonly<Record<string, number>>,
  stages: readonly string[],
): NamedChance[] {
  return Object.entries(probability).flatMap(([name, given]): NamedChance[] => {
    if (name === stage) return [{ name, probability: given, came: false }];
    const isEarlier = stages.includes(name) && stages.indexOf(name) < stages.indexOf(stage);
    return isEarlier ? [{ name, probability: given, came: true }] : [];
  });
}
