import type { Box } from './box-decomposition.js';
import { improvementTable } from './improvement-table.js';

/** Boxes whose log lies further below the largest add nothing to a sum in float64. */
const NEGLIGIBLE = 60;

/** Value of the log, and its derivatives over each objective's mean and variance. */
export interface LogHypervolumeImprovement {
  readonly value: number;
  readonly byMean: Float64Array;
  readonly byVariance: Float64Array;
}

/**
 * Log of the expected hypervolume improvement over a fixed front of independent normal objectives, minimised: over each box
 * of the region that is not dominated, the volume of what a point y dominates of it is a product of
 * `(u - max(l, y))+ = (u - y)+ - (l - y)+`, whose expectations are those of ordinary expected improvement (Yang et al.,
 * Journal of Global Optimization 75 (2019) 3). All in logarithms, so that it stays finite and rising far from the front
 * (as Ament et al., NeurIPS 2023, have it for the Monte Carlo form).
 */
export class LogExpectedHypervolumeImprovement {
  private readonly objectives: number;
  /** Edges of boxes, each once, per objective. */
  private readonly edges: readonly Float64Array[];
  /** Positions in `edges`, box by box and objective by objective; -1 for a lower edge of -Infinity. */
  private readonly lower: Int32Array;
  private readonly upper: Int32Array;
  private readonly count: number;
  /** Log of the expected improvement below each edge, at the latest point. */
  private readonly logs: readonly Float64Array[];
  private readonly logVolumes: Float64Array;

  constructor(boxes: readonly Box[]) {
    this.objectives = boxes[0]!.upper.length;
    this.count = boxes.length;
    this.edges = Array.from({ length: this.objectives }, (_, k) => edgesOf(boxes, k));
    const at = this.edges.map((edges) => new Map(Array.from(edges, (edge, i) => [edge, i])));
    const positions = (side: 'lower' | 'upper'): Int32Array =>
      Int32Array.from(boxes.flatMap((box) => Array.from(box[side], (edge, k) => at[k]!.get(edge) ?? -1)));
    this.lower = positions('lower');
    this.upper = positions('upper');
    this.logs = this.edges.map((edges) => new Float64Array(edges.length));
    this.logVolumes = new Float64Array(this.count);
  }

  /** @param sds above 0 */
  value(means: ArrayLike<number>, sds: ArrayLike<number>): number {
    return this.sum(means, sds, () => undefined);
  }

  gradient(means: ArrayLike<number>, sds: ArrayLike<number>): LogHypervolumeImprovement {
    const weights = this.edges.map((edges) => new Float64Array(edges.length));
    let total = 0;
    const value = this.sum(means, sds, (box, volume) => {
      if (volume === 0) return;
      total += volume;
      this.weigh(box, volume, weights);
    });
    const byMean = new Float64Array(this.objectives);
    const byVariance = new Float64Array(this.objectives);
    for (let k = 0; k < this.objectives; k++) {
      const [mean, sd] = [means[k]!, sds[k]!];
      this.edges[k]!.forEach((edge, i) => {
        const weight = weights[k]![i]! / total;
        if (weight === 0) return;
        const z = (edge - mean) / sd;
        const slope = improvementTable.slope(z);
        byMean[k]! -= (weight * slope) / sd;
        byVariance[k]! += (weight * (1 - slope * z)) / (2 * sd * sd);
      });
    }
    return { value, byMean, byVariance };
  }

  /** Log of the sum over boxes; `each` hears of every box that counts and its volume, over the largest possible one. */
  private sum(
    means: ArrayLike<number>,
    sds: ArrayLike<number>,
    each: (box: number, volume: number) => void,
  ): number {
    const { objectives: m, logs, logVolumes, upper, lower } = this;
    this.edges.forEach((edges, k) => {
      const [log, mean, sd] = [logs[k]!, means[k]!, sds[k]!];
      const logSd = Math.log(sd);
      for (let i = 0; i < edges.length; i++) log[i] = logSd + improvementTable.value((edges[i]! - mean) / sd);
    });
    let top = -Infinity;
    for (let box = 0; box < this.count; box++) {
      let log = 0;
      for (let k = 0; k < m; k++) log += logs[k]![upper[box * m + k]!]!;
      logVolumes[box] = log;
      if (log > top) top = log;
    }
    let sum = 0;
    for (let box = 0; box < this.count; box++) {
      if (logVolumes[box]! < top - NEGLIGIBLE) continue;
      let volume = Math.exp(logVolumes[box]! - top);
      for (let k = 0; k < m; k++) {
        const low = lower[box * m + k]!;
        if (low >= 0) volume *= -Math.expm1(logs[k]![low]! - logs[k]![upper[box * m + k]!]!);
      }
      each(box, volume);
      sum += volume;
    }
    return top + Math.log(sum);
  }

  /** Adds to the weights of its edges: `d log(e_u - e_l) = (d log e_u - r d log e_l) / (1 - r)`, `r = e_l / e_u`. */
  private weigh(box: number, volume: number, weights: readonly Float64Array[]): void {
    for (let k = 0; k < this.objectives; k++) {
      const high = this.upper[box * this.objectives + k]!;
      const low = this.lower[box * this.objectives + k]!;
      if (low < 0) {
        weights[k]![high]! += volume;
        continue;
      }
      const difference = this.logs[k]![low]! - this.logs[k]![high]!;
      const share = -Math.expm1(difference);
      weights[k]![high]! += volume / share;
      weights[k]![low]! -= (volume * Math.exp(difference)) / share;
    }
  }
}

function edgesOf(boxes: readonly Box[], k: number): Float64Array {
  const all = boxes.flatMap(({ lower, upper }) => [lower[k]!, upper[k]!]);
  return Float64Array.from(new Set(all.filter((edge) => edge > -Infinity)));
}
