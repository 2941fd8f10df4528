import type { Internals } from '../engine/engine.js';
import type { NetworkShape } from '../network/shape.js';
import type { Source } from './batch.js';
import type { HeldOutLabel, Subset } from './held-out.js';
import { heldOutLabels } from './held-out.js';

/** Factors of the variance for one set of seen domains: `members x targets`. */
export interface Factors {
  readonly subset: Subset;
  readonly factors: readonly number[];
}

/** How the ensemble did on labels that the member which predicts had not seen. */
export interface HeldOutScore {
  readonly subset: Subset;
  readonly rows: readonly number[];
  /** Counted over all targets. */
  readonly targets: readonly number[];
  /** Log density per unit of the network's scale, after calibration. */
  readonly logDensities: readonly number[];
}

export interface Calibration {
  readonly factors: readonly Factors[];
  readonly scores: readonly HeldOutScore[];
}

/** So many labels of mean squared z-score 1 are added to those seen: a handful of labels must not rule. */
const PRIOR_LABELS = 4;
/** With more domains than this only the recipe alone and everything together are calibrated. */
const MANY_DOMAINS = 6;

/**
 * Scales the variances of each member by the mean squared z-score of its held-out labels, for every set of domains
 * that a prediction may start from: an expert that is sure of itself on the recipe need not be so with impedance.
 */
export async function calibrate(
  engine: Internals,
  source: Source,
  weights: Float32Array,
): Promise<Calibration> {
  const factors: Factors[] = [];
  const scores: HeldOutScore[] = [];
  for (const subset of subsetsOf(source.shape)) {
    const labels = await heldOutLabels(engine, source, weights, subset);
    if (labels.length === 0) continue;
    const own = factorsOf(source.shape, labels);
    factors.push({ subset, factors: own });
    scores.push(scoreOf(source.shape, subset, labels, own));
  }
  return { factors, scores };
}

function subsetsOf({ code }: NetworkShape): Subset[] {
  const seen = code.domains.flatMap(({ role }, d) => (role === 'target' ? [] : [d]));
  const all = seen.reduce((bits, d) => bits | (1 << d), 0);
  if (seen.length > MANY_DOMAINS) return [1, all];
  return Array.from({ length: 2 ** seen.length - 1 }, (_, k) =>
    seen.reduce((bits, d, i) => ((k + 1) & (1 << i) ? bits | (1 << d) : bits), 0),
  );
}

function factorsOf({ members, targetWidth }: NetworkShape, labels: readonly HeldOutLabel[]): number[] {
  const sums = new Float64Array(members * targetWidth).fill(PRIOR_LABELS);
  const counts = new Float64Array(members * targetWidth).fill(PRIOR_LABELS);
  for (const { member, target, error, variance } of labels) {
    sums[member * targetWidth + target]! += error ** 2 / variance;
    counts[member * targetWidth + target]!++;
  }
  return Array.from(sums, (sum, k) => sum / counts[k]!);
}

function scoreOf(
  { targetWidth }: NetworkShape,
  subset: Subset,
  labels: readonly HeldOutLabel[],
  factors: readonly number[],
): HeldOutScore {
  return {
    subset,
    rows: labels.map(({ row }) => row),
    targets: labels.map(({ target }) => target),
    logDensities: labels.map(({ member, target, error, variance }) => {
      const scaled = variance * factors[member * targetWidth + target]!;
      return -0.5 * (Math.log(2 * Math.PI * scaled) + error ** 2 / scaled);
    }),
  };
}

/** The factors for a set of domains, or for the largest calibrated part of it; undefined when there is none. */
export function factorsFor({ factors }: Calibration, subset: Subset): readonly number[] | undefined {
  const inside = factors.filter((one) => (one.subset & ~subset) === 0);
  const largest = inside.sort((a, b) => bitCount(b.subset) - bitCount(a.subset))[0];
  return largest?.factors;
}

function bitCount(bits: number): number {
  return bits.toString(2).replaceAll('0', '').length;
}
