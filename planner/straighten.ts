import { STRONG, WARP } from './choices.js';
import { exemplary } from './surrogate/exemplary.js';
import { logMarginalLikelihood, type GaussianProcess } from './surrogate/gp.js';
import type { Priors } from './surrogate/hyperparameters.js';
import type { SourcedRow } from './surrogate/structure.js';
import { normalisingWarps, STRAIGHT, type Bends, type Warp } from './surrogate/warp.js';
import { fitSurrogate } from './sources/fit-surrogate.js';

/** Rows as a search should see them, and what is learned of them. */
export interface Straightened {
  readonly rows: readonly SourcedRow[];
  readonly gp: GaussianProcess;
  /** What made them of the values. */
  readonly warp: Warp;
}

/**
 * The rows with their values on the scale on which they scatter normally, where a Gaussian process finds them much likelier
 * there than on their own (a warped Gaussian process: Snelson, Rasmussen, Ghahramani, NIPS 2003, 337). Losses that span decades, or
 * rise steeply from a flat floor, hide on their own scale what is best among the good; the order of values stays.
 */
export function straightened(rows: readonly SourcedRow[], priors: Priors, bends: Bends): Straightened {
  const whole = rows.filter(({ censored }) => censored === undefined);
  if (whole.length < WARP.least) return { rows, gp: fitted(rows, priors), warp: STRAIGHT };
  const lesson = exemplary(whole, WARP.mostCompared);
  const plain = fitted(lesson, priors);
  const warps = normalisingWarps(
    whole.map(({ value }) => value),
    bends,
  );
  let best: Scored = { warp: STRAIGHT, model: plain, score: logMarginalLikelihood(plain) + STRONG };
  for (const warp of warps) {
    const next = scored(lesson, warp, { priors, near: plain });
    if (next.score > best.score) best = next;
  }
  const { warp, model } = best;
  const seen = warp === STRAIGHT ? rows : rows.map((row) => bent(row, warp));
  const gp = lesson.length === rows.length ? model : fitted(seen, priors, model);
  return { rows: seen, gp, warp };
}

interface Scored {
  readonly warp: Warp;
  readonly model: GaussianProcess;
  /** Log marginal likelihood of the values on their own scale. */
  readonly score: number;
}

function scored(
  lesson: readonly SourcedRow[],
  warp: Warp,
  { priors, near }: { readonly priors: Priors; readonly near: GaussianProcess },
): Scored {
  const rows = lesson.map((row) => bent(row, warp));
  const model = fitted(rows, priors, near);
  const slopes = lesson.reduce((sum, { value }) => sum + warp.logSlopeAt(value), 0);
  return { warp, model, score: logMarginalLikelihood(model) + slopes };
}

/** @param near a model of much the same rows, where the fit may start */
function fitted(rows: readonly SourcedRow[], priors: Priors, near?: GaussianProcess): GaussianProcess {
  return fitSurrogate(rows, { priors, lowFidelity: new Set(), start: near?.hyperparameters });
}

/** What is uncertain of a value is as much more or less so as the map is steep there. */
function bent(row: SourcedRow, warp: Warp): SourcedRow {
  const steepness = Math.exp(2 * warp.logSlopeAt(row.value));
  return { ...row, value: warp.at(row.value), extraNoiseVariance: steepness * row.extraNoiseVariance };
}
