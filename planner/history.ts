import { PlannerError } from './planner-error.js';
import type { Neighbour, PlanRequest } from './planner.js';
import type { Encoding } from './space/features.js';
import { encode, encodingOf } from './space/features.js';
import type { Layout, Vector } from './space/layout.js';
import { layOut } from './space/layout.js';
import { reasonsOutside } from './space/membership.js';
import { canonicalKey, toVector } from './space/point.js';
import type { Parameters } from './space/space.js';
import { squaredDistance } from './linalg/vector.js';
import { isLow, lowFidelityOf } from './sources/sources.js';
import type { Origin } from './surrogate/structure.js';

/** One tried, failed or pending point with its numeric forms. */
export interface Entry {
  readonly parameters: Parameters;
  readonly vector: Vector;
  readonly features: Float64Array;
  readonly key: string;
}

/** A measured point; `loss` is the value with the sign that makes smaller better. */
export interface Measured extends Entry, Origin {
  readonly value: number;
  readonly loss: number;
  readonly sd: number;
  /** On the side of the loss. */
  readonly censored: 'above' | 'below' | undefined;
}

/** A point under way, and where. */
export interface Under extends Entry {
  readonly source?: string | undefined;
}

export interface Failed extends Entry {
  readonly stage: string;
}

/** A request in the planner's own numbers. */
export interface History {
  readonly layout: Layout;
  readonly encoding: Encoding;
  readonly measured: readonly Measured[];
  readonly failed: readonly Failed[];
  readonly pending: readonly Under[];
  /** Names of the sources of low fidelity. */
  readonly lowFidelity: ReadonlySet<string>;
  /** The only points that can be had; undefined where every point of the space can. */
  readonly among: readonly Entry[] | undefined;
}

/** @throws PlannerError `bad-space` or `bad-request`, naming what is wrong. */
export function historyOf(request: PlanRequest): History {
  if (!(Number.isInteger(request.count) && request.count > 0)) {
    throw new PlannerError(
      'bad-request',
      `expected a whole number of proposals above 0, got ${request.count}`,
    );
  }
  const layout = layOut(request.space);
  const encoding = encodingOf(layout);
  const sign = request.objective.direction === 'minimise' ? 1 : -1;
  return {
    layout,
    encoding,
    lowFidelity: lowFidelityOf(request.sources),
    measured: request.observations.map(({ parameters, value, sd = 0, source, instrument, censored }) => {
      if (!Number.isFinite(value) || !(sd >= 0)) {
        throw new PlannerError(
          'bad-request',
          `an observation of ${value} with sd ${sd}: expected finite numbers`,
          {
            parameters,
          },
        );
      }
      const origin = { source, instrument, censored: sign === 1 ? censored : opposite(censored) };
      return { ...entryOf(encoding, parameters), ...origin, value, loss: sign * value, sd };
    }),
    failed: request.failures.map(({ parameters, stage }) => ({ ...entryOf(encoding, parameters), stage })),
    pending: request.pending.map(({ parameters, source }) => ({ ...entryOf(encoding, parameters), source })),
    among: request.among?.map((parameters) => entryOf(encoding, parameters)),
  };
}

function opposite(censored: 'above' | 'below' | undefined): 'above' | 'below' | undefined {
  return censored && (censored === 'above' ? 'below' : 'above');
}

/** The numeric forms of a point. */
export function entryOf(encoding: Encoding, parameters: Parameters): Entry {
  const vector = toVector(encoding.layout, parameters);
  return {
    parameters,
    vector,
    features: encode(encoding, vector),
    key: canonicalKey(encoding.layout, parameters),
  };
}

/** The points around which to search: measured, inside the space (old records need not be), best first. */
export function bestInside({ layout, measured, lowFidelity }: History, count: number): Measured[] {
  return measured
    .filter(({ source }) => !isLow(lowFidelity, source))
    .sort((a, b) => a.loss - b.loss)
    .filter(({ parameters }) => reasonsOutside(layout, parameters).length === 0)
    .slice(0, count);
}

/** The `count` nearest finished experiments, nearest first. */
export function neighboursOf(
  { measured, failed }: History,
  features: Float64Array,
  count: number,
): Neighbour[] {
  const distance = (entry: Entry): number => Math.sqrt(squaredDistance(entry.features, features));
  const all: Neighbour[] = [
    ...measured.map((m) => ({
      parameters: m.parameters,
      distance: distance(m),
      outcome: { value: m.value },
    })),
    ...failed.map((f) => ({
      parameters: f.parameters,
      distance: distance(f),
      outcome: { failedStage: f.stage },
    })),
  ];
  return all.sort((a, b) => a.distance - b.distance).slice(0, count);
}
