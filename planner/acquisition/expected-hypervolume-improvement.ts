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
  private readonly axes: readonly Axis[];
  /** Of each box, at the latest point: the log of its largest possible volume, and its volume over the largest of these. */
  private readonly logs: Float64Array;
  private readonly volumes: Float64Array;

  constructor(boxes: readonly Box[]) {
    this.axes = Array.from(boxes[0]!.upper, (_, k) => axisOf(boxes, k));
    this.logs = new Float64Array(boxes.length);
    this.volumes = new Float64Array(boxes.length);
  }

  /** @param sds above 0 */
  value(means: ArrayLike<number>, sds: ArrayLike<number>): number {
    const top = this.takeLogs(means, sds);
    return top + Math.log(this.takeVolumes(top));
  }

  gradient(means: ArrayLike<number>, sds: ArrayLike<number>): LogHypervolumeImprovement {
    const top = this.takeLogs(means, sds);
    const total = this.takeVolumes(top);
    const byMean = new Float64Array(this.axes.length);
    const byVariance = new Float64Array(this.axes.length);
    this.axes.forEach((axis, k) => {
      const [mean, sd] = [means[k]!, sds[k]!];
      this.weights(axis).forEach((weight, i) => {
        if (weight === 0) return;
        const z = (axis.edges[i]! - mean) / sd;
        const slope = improvementTable.slope(z);
        byMean[k]! -= ((weight / total) * slope) / sd;
        byVariance[k]! += ((weight / total) * (1 - slope * z)) / (2 * sd * sd);
      });
    });
    return { value: top + Math.log(total), byMean, byVariance };
  }

  /** The largest of the boxes' logs. */
  private takeLogs(means: ArrayLike<number>, sds: ArrayLike<number>): number {
    const { logs } = this;
    logs.fill(0);
    for (let k = 0; k < this.axes.length; k++) {
      const { edges, improvements, upper } = this.axes[k]!;
      const [mean, sd, logSd] = [means[k]!, sds[k]!, Math.log(sds[k]!)];
      for (let i = 0; i < edges.length; i++) {
        improvements[i] = logSd + improvementTable.value((edges[i]! - mean) / sd);
      }
      for (let box = 0; box < logs.length; box++) logs[box]! += improvements[upper[box]!]!;
    }
    return logs.reduce((most, log) => Math.max(most, log), -Infinity);
  }

  /** Their sum. */
  private takeVolumes(top: number): number {
    const { logs, volumes } = this;
    for (let box = 0; box < logs.length; box++) {
      volumes[box] = logs[box]! < top - NEGLIGIBLE ? 0 : Math.exp(logs[box]! - top);
    }
    for (const { improvements, lower, upper } of this.axes) {
      for (let box = 0; box < volumes.length; box++) {
        if (volumes[box] === 0 || lower[box]! < 0) continue;
        volumes[box]! *= -Math.expm1(improvements[lower[box]!]! - improvements[upper[box]!]!);
      }
    }
    return volumes.reduce((sum, volume) => sum + volume, 0);
  }

  /** Of the edges of an axis: `d log(e_u - e_l) = (d log e_u - r d log e_l) / (1 - r)` with `r = e_l / e_u`, over all boxes. */
  private weights({ edges, improvements, lower, upper }: Axis): Float64Array {
    const weights = new Float64Array(edges.length);
    this.volumes.forEach((volume, box) => {
      if (volume === 0) return;
      const [low, high] = [lower[box]!, upper[box]!];
      const difference = low < 0 ? -Infinity : improvements[low]! - improvements[high]!;
      const share = -Math.expm1(difference);
      weights[high]! += volume / share;
      if (low >= 0) weights[low]! -= (volume * Math.exp(difference)) / share;
    });
    return weights;
  }
}

/** What one objective needs of the boxes. */
interface Axis {
  /** Each edge once. */
  readonly edges: Float64Array;
  /** Log of the expected improvement below each edge, at the latest point. */
  readonly improvements: Float64Array;
  /** For each box its positions in `edges`; -1 for a lower edge of -Infinity. */
  readonly lower: Int32Array;
  readonly upper: Int32Array;
}

function axisOf(boxes: readonly Box[], k: number): Axis {
  const edges = [...new Set(boxes.flatMap(({ lower, upper }) => [lower[k]!, upper[k]!]))].filter(
    (edge) => edge > -Infinity,
  );
  const at = new Map(edges.map((edge, i) => [edge, i]));
  return {
    edges: Float64Array.from(edges),
    improvements: new Float64Array(edges.length),
    lower: Int32Array.from(boxes, ({ lower }) => at.get(lower[k]!) ?? -1),
    upper: Int32Array.from(boxes, ({ upper }) => at.get(upper[k]!)!),
  };
}
