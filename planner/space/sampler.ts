import type { Rng } from '../../core/rng.js';
import { seededRng } from '../../core/rng.js';
import { addScaled } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import { centreOf, hitAndRun, INSIDE, pullInside } from './interior.js';
import type { Layout, Vector } from './layout.js';
import type { Region } from './region.js';
import { excess, regionAround, segment, tangent } from './region.js';
import { snap } from './snap.js';
import type { Mask } from './support.js';
import { drawMask, maskOf } from './support.js';

/** Walked after a pull: with fewer, samples still lie where the one centre of their components drew them. */
const STEPS_A_COORDINATE = 8;

/** One uniform number per coordinate, from a random stream or a low-discrepancy sequence. */
export type Uniforms = (coordinate: number) => number;

/**
 * Draws points of a space directly: which components are present, then fractions from exponential spacings
 * (Dirichlet(1)) and numbers uniform on their scale; where bounds or constraints are missed the point is pulled inside
 * and walked by hit-and-run. Nothing is enumerated and no whole point is thrown away for want of luck.
 */
export class Sampler {
  private readonly centres = new Map<string, Vector | undefined>();

  constructor(readonly layout: Layout) {}

  /** @throws PlannerError `bad-space` when no point satisfies all constraints and steps. */
  draw(rng: Rng, uniforms: Uniforms = () => rng.uniform()): Vector {
    for (let attempt = 0; attempt < 200; attempt++) {
      const mask = drawMask(this.layout, rng);
      const raw = this.direct(mask, attempt === 0 ? uniforms : () => rng.uniform());
      const inside = this.inside(raw, mask, rng);
      const snapped = inside && snap(this.layout, inside);
      if (snapped) return snapped;
    }
    throw new PlannerError(
      'bad-space',
      'no point satisfies all constraints together (200 choices of components tried): widen a constraint, a bound or a resolution',
    );
  }

  /** A neighbour of a point of the space, at a distance of about `scale` (1 = the whole range), inside the space. */
  perturb(from: Vector, scale: number, rng: Rng): Vector {
    const moved = this.jump(from, scale, rng);
    const region = regionAround(this.layout, moved, maskOf(this.layout, moved, rng));
    const some = Math.max(0.3, 2 / moved.length);
    const noise = moved.map(() => (rng.uniform() < some ? scale * rng.normal() : 0));
    const direction = tangent(region, noise);
    const [low, high] = segment(region, moved, direction);
    const walked = high > low ? addScaled(moved, Math.min(1, high), direction) : moved;
    return snap(this.layout, walked) ?? from;
  }

  /** Changes a category or swaps a component now and then; the result is inside the space. */
  private jump(from: Vector, scale: number, rng: Rng): Vector {
    const to = Float64Array.from(from);
    this.layout.coordinates.forEach((coordinate, k) => {
      if (coordinate.kind !== 'category' || rng.uniform() > 0.15 + 0.5 * scale) return;
      to[k] = Math.floor(rng.uniform() * coordinate.levels.length);
    });
    for (const { first, end } of this.layout.blocks) {
      const optional = this.layout.coordinates.flatMap((c, k) =>
        k >= first && k < end && c.kind === 'fraction' && c.min === 0 ? [k] : [],
      );
      if (optional.length < 2 || rng.uniform() > 0.2) continue;
      const a = optional[Math.floor(rng.uniform() * optional.length)]!;
      const b = optional[Math.floor(rng.uniform() * optional.length)]!;
      [to[a], to[b]] = [to[b]!, to[a]!];
    }
    return this.inside(to, maskOf(this.layout, to), rng) ?? from;
  }

  private direct(mask: Mask, uniforms: Uniforms): Vector {
    const u = new Float64Array(this.layout.coordinates.length).map((_, k) => {
      const coordinate = this.layout.coordinates[k]!;
      if (coordinate.kind === 'category') return Math.floor(uniforms(k) * coordinate.levels.length);
      if (coordinate.kind === 'number') return drawNumber(coordinate, uniforms(k));
      return mask[k] === 1 ? -Math.log(1 - uniforms(k)) : 0;
    });
    for (const { first, end } of this.layout.blocks) this.spread(u.subarray(first, end), first);
    return u;
  }

  /** Turns exponential spacings into fractions: the minima first, the rest in proportion. */
  private spread(part: Float64Array, first: number): void {
    const total = part.reduce((sum, value) => sum + value, 0);
    const minima = part.map((_, k) => {
      const coordinate = this.layout.coordinates[first + k]!;
      return coordinate.kind === 'fraction' ? coordinate.min : 0;
    });
    const rest = 1 - minima.reduce((sum, value) => sum + value, 0);
    part.forEach((value, k) => (part[k] = minima[k]! + (rest * value) / total));
  }

  private inside(raw: Vector, mask: Mask, rng: Rng): Vector | undefined {
    const region = regionAround(this.layout, raw, mask);
    if (excess(region, raw) <= INSIDE) return raw;
    const centre = this.centre(region, raw, mask);
    if (!centre) return undefined;
    return hitAndRun(region, pullInside(region, centre, raw), STEPS_A_COORDINATE * raw.length, rng);
  }

  /** Categories enter no constraint, so one centre serves all their levels. */
  private centre(region: Region, at: Vector, mask: Mask): Vector | undefined {
    const key = mask.join('');
    if (!this.centres.has(key)) this.centres.set(key, centreOf(region, at, seededRng(key)));
    const centre = this.centres.get(key);
    return centre?.map((value, k) => (this.layout.coordinates[k]!.kind === 'category' ? at[k]! : value));
  }
}

/** Both ends of an integer's range get the weight of a whole value. */
function drawNumber(
  { integer, min, max }: { integer: boolean; min: number; max: number },
  u: number,
): number {
  if (!integer) return u;
  return max === min ? 0 : Math.floor(u * (max - min + 1)) / (max - min);
}
