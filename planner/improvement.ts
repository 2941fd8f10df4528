import { MOST_BY_HYPERVOLUME } from './choices.js';
import type { Rng } from '../core/rng.js';
import { NoisyExpectedHypervolumeImprovement } from './acquisition/noisy-expected-hypervolume-improvement.js';
import type { Acquired } from './acquisition/noisy-expected-improvement.js';
import { NoisyExpectedImprovement } from './acquisition/noisy-expected-improvement.js';
import { PosteriorDraws } from './acquisition/posterior-draws.js';
import { referencePoint } from './acquisition/reference-point.js';
import { commonPoints, type IsRow } from './common-points.js';
import type { Entry, History } from './history.js';
import type { LossModel } from './loss-model.js';
import type { Models } from './models.js';
import type { Acquisition } from './proposal.js';
import { scalarised } from './scalarisation.js';
import { reasonsOutside } from './space/membership.js';
import { signOf } from './targets.js';

/** Which improvement is sought for so many objectives. */
export function acquisitionName(objectives: number): Acquisition['name'] {
  if (objectives === 1) return 'log noisy expected improvement';
  return objectives <= MOST_BY_HYPERVOLUME
    ? 'log noisy expected hypervolume improvement'
    : 'log noisy expected improvement of a scalarisation';
}

interface Asked {
  readonly history: History;
  readonly models: Models;
  readonly pending: readonly Entry[];
  readonly drawCount: number;
}

/** The improvement that one more experiment promises, as far as the objectives are concerned. */
export function improvementOf(asked: Asked, rng: Rng): Acquired {
  const { history, models } = asked;
  const { losses, replicateShare } = models;
  const keeps = keptConstraints(asked, rng);
  if (losses.length === 1) return ofOne(asked, losses[0]!, isMeasured(0), keeps, rng);
  if (losses.length <= MOST_BY_HYPERVOLUME) return ofSeveral(asked, keeps, rng);
  const loss = scalarised(history, losses, replicateShare, rng.split('weights'));
  return ofOne(asked, loss, () => true, keeps, rng);
}

/** Whether a common point lies in the space and keeps every constraint in a draw: what cannot be had is nothing to improve upon. */
type Keeps = (point: number, draw: number) => boolean;

const isMeasured =
  (objective: number): IsRow =>
  ({ losses }) =>
    losses[objective] !== undefined;

function ofOne(
  { history, pending, drawCount }: Asked,
  { gp }: LossModel,
  isRow: IsRow,
  keeps: Keeps,
  rng: Rng,
): Acquired {
  const { further, pointAt } = commonPoints(history, pending, isRow, history.failed.length);
  const eligible = (place: number, draw: number): boolean =>
    pointAt[place] !== undefined && keeps(pointAt[place], draw);
  return new NoisyExpectedImprovement(gp, further, { drawCount, eligible }, rng);
}

function ofSeveral({ history, models, pending, drawCount }: Asked, keeps: Keeps, rng: Rng): Acquired {
  const references = referencesOf(history, models);
  const objectives = models.losses.map(({ gp }, k) => {
    const { further, places } = commonPoints(history, pending, isMeasured(k), history.failed.length);
    return { gp, further, places, reference: references[k]! };
  });
  return new NoisyExpectedHypervolumeImprovement(objectives, { drawCount, eligible: keeps }, rng);
}

/** In standardised losses: as the request has them, else from what the models make of the measured points. */
function referencesOf({ objectives, measured }: History, { losses }: Models): number[] {
  const points = measured.map(({ features }) => losses.map(({ gp }) => gp.standardised(features).mean));
  const inferred = referencePoint(points);
  return objectives.map(({ direction, referenceValue }, k) => {
    const { offset, unit } = losses[k]!.gp;
    return referenceValue === undefined
      ? inferred[k]!
      : (signOf({ direction }) * referenceValue - offset) / unit;
  });
}

function keptConstraints({ history, models, pending, drawCount }: Asked, rng: Rng): Keeps {
  const drawn = history.constraints.flatMap(({ name }, c) => {
    const model = models.outcomes.get(name);
    if (!model) return [];
    const common = commonPoints(history, pending, ({ outcomes }) => outcomes[c] !== undefined, 0);
    const stream = rng.split(`constraint ${name}`);
    const { draws } = new PosteriorDraws(model.gp, common.further, drawCount, stream);
    return [{ model, draws, places: common.places }];
  });
  const outside = new Set(
    history.measured.flatMap(({ parameters }, point) =>
      reasonsOutside(history.layout, parameters).length > 0 ? [point] : [],
    ),
  );
  return (point, draw) =>
    !outside.has(point) &&
    drawn.every(({ model, draws, places }) =>
      model.keeps(draws[Math.min(draw, draws.length - 1)]!.values[places[point]!]!),
    );
}
