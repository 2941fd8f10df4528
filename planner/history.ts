import { nonDominated } from './pareto.js';
import { PlannerError } from './planner-error.js';
import type { Neighbour } from './proposal.js';
import type { Objective, OutcomeConstraint, PlanRequest } from './request.js';
import type { Encoding } from './space/features.js';
import { encode, encodingOf } from './space/features.js';
import type { Layout, Vector } from './space/layout.js';
import { layOut } from './space/layout.js';
import { reasonsOutside } from './space/membership.js';
import { canonicalKey, toVector } from './space/point.js';
import type { Parameters } from './space/space.js';
import { squaredDistance } from './linalg/vector.js';
import { isLow, lowFidelityOf, targetOf } from './sources/sources.js';
import type { CheckedResult, Loss } from './targets.js';
import { checkNames, checkTargets, lossesOf, outcomesOf, signOf } from './targets.js';

/** One tried, failed or pending point with its numeric forms. */
export interface Entry {
  readonly parameters: Parameters;
  readonly vector: Vector;
  readonly features: Float64Array;
  readonly key: string;
}

/** A point whose experiment went through, whatever of it could be measured. */
export interface Measured extends Entry {
  readonly source?: string | undefined;
  /** In the order of the objectives; undefined where not measured. */
  readonly losses: readonly (Loss | undefined)[];
  /** In the order of the constraints; undefined where not measured. */
  readonly outcomes: readonly (CheckedResult | undefined)[];
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
  readonly objectives: readonly Objective[];
  readonly constraints: readonly OutcomeConstraint[];
  readonly layout: Layout;
  readonly encoding: Encoding;
  readonly measured: readonly Measured[];
  readonly failed: readonly Failed[];
  readonly pending: readonly Under[];
  /** Names of the sources of low fidelity. */
  readonly lowFidelity: ReadonlySet<string>;
  /** The source whose values are sought; undefined where there is none to choose from. */
  readonly target?: string | undefined;
  /** The only points that can be had; undefined where every point of the space can. */
  readonly among: readonly Entry[] | undefined;
  /** Points to look at beside those that the search finds itself. */
  readonly candidates: readonly Vector[];
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
  checkTargets(request);
  checkNames(request);
  const { objectives, constraints = [] } = request;
  return {
    objectives,
    constraints,
    layout,
    encoding,
    measured: request.observations.map((observation) => ({
      ...entryOf(encoding, observation.parameters),
      losses: lossesOf(objectives, observation),
      outcomes: outcomesOf(constraints, observation),
      source: observation.source,
    })),
    failed: request.failures.map(({ parameters, stage }) => ({ ...entryOf(encoding, parameters), stage })),
    pending: request.pending.map(({ parameters, source }) => ({ ...entryOf(encoding, parameters), source })),
    lowFidelity: lowFidelityOf(request),
    target: request.sources?.length ? targetOf(request.sources).name : undefined,
    among: request.among?.map((parameters) => entryOf(encoding, parameters)),
    candidates: (request.candidates ?? []).map((parameters) => toVector(layout, parameters)),
  };
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

/**
 * The points around which to search: measured and inside the space (old records need not be). Of one objective the best
 * `count`, best first; of several all that no other dominates.
 */
export function bestInside(
  { layout, objectives, measured, lowFidelity }: History,
  count: number,
): Measured[] {
  const inside = measured.filter(
    ({ losses, parameters, source }) =>
      losses.every(isWhole) && !isLow(lowFidelity, source) && reasonsOutside(layout, parameters).length === 0,
  );
  if (objectives.length > 1) {
    const points = inside.map(({ losses }) => losses.map((one) => one!.loss));
    return nonDominated(points).map((index) => inside[index]!);
  }
  return inside.sort((a, b) => a.losses[0]!.loss - b.losses[0]!.loss).slice(0, count);
}

/** Measured, and to the end: of a limit nobody knows how good it is. */
function isWhole(loss: Loss | undefined): boolean {
  return loss !== undefined && loss.censored === undefined;
}

/** The `count` nearest finished experiments, nearest first. */
export function neighboursOf(
  { objectives, measured, failed }: History,
  features: Float64Array,
  count: number,
): Neighbour[] {
  const distance = (entry: Entry): number => Math.sqrt(squaredDistance(entry.features, features));
  const all: Neighbour[] = [
    ...measured.map((m) => ({
      parameters: m.parameters,
      distance: distance(m),
      ...(m.source !== undefined && { source: m.source }),
      outcome: { values: objectives.map((one, k) => valueOf(one, m.losses[k])) },
    })),
    ...failed.map((f) => ({
      parameters: f.parameters,
      distance: distance(f),
      outcome: { failedStage: f.stage },
    })),
  ];
  return all.sort((a, b) => a.distance - b.distance).slice(0, count);
}

function valueOf(objective: Objective, loss: Loss | undefined): number | null {
  return loss ? signOf(objective) * loss.loss : null;
}
