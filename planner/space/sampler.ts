import type { Rng } from '../../core/rng.js';
import { addScaled } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import { activeAt, assemble } from './conditions.js';
import { hitAndRun, INSIDE, interiorOf, pullInside, type Interior } from './interior.js';
import { conflictIn } from './conflict.js';
import type { BlockRange, Coordinate, Layout, Vector } from './layout.js';
import { ABSENT } from './point.js';
import type { Region } from './region.js';
import { alongWalls, excess, regionAround, segment, tangent } from './region.js';
import { snap } from './snap.js';
import type { Mask } from './support.js';
import { drawMask, maskOf } from './support.js';

/** Walked after a pull: with fewer, samples still lie where the one centre of their components drew them. */
const STEPS_A_COORDINATE = 8;

/** Choices of components after which a space is taken for empty. */
const ATTEMPTS = 200;

/** One uniform number per coordinate, from a random stream or a low-discrepancy sequence. */
export type Uniforms = (coordinate: number) => number;

/**
 * Draws points of a space directly: which components are present, then fractions from exponential spacings
 * (Dirichlet(1)) and numbers uniform on their scale; where bounds or constraints are missed the point is pulled inside
 * and walked by hit-and-run. Nothing is enumerated and no whole point is thrown away for want of luck.
 */
export class Sampler {
  private readonly interiors = new Map<string, Interior | undefined>();

  constructor(readonly layout: Layout) {}

  /** @throws PlannerError `bad-space` when no point satisfies all constraints and steps. */
  draw(rng: Rng, uniforms?: Uniforms): Vector {
    const found = this.find(rng, uniforms);
    if (found) return found;
    throw new PlannerError('bad-space', `no point satisfies all constraints together${this.why()}`);
  }

  /** The same, or undefined. */
  find(rng: Rng, uniforms: Uniforms = () => rng.uniform()): Vector | undefined {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const mask = drawMask(this.layout, rng);
      const raw = this.direct(mask, attempt === 0 ? uniforms : () => rng.uniform());
      const inside = this.inside(raw, mask, rng);
      const snapped = inside && snap(this.layout, inside);
      if (snapped) return snapped;
    }
    return undefined;
  }

  private why(): string {
    const conflict = conflictIn(this.layout);
    if (conflict.length > 0) return `: ${conflict.join(', ')} contradict one another; widen one of them`;
    return ` (${ATTEMPTS} choices of components tried): widen a constraint, a bound or a resolution`;
  }

  /** A neighbour of a point of the space, at a distance of about `scale` (1 = the whole range), inside the space. */
  perturb(from: Vector, scale: number, rng: Rng): Vector {
    const moved = this.jump(from, scale, rng);
    const region = regionAround(this.layout, moved, maskOf(this.layout, moved, rng));
    const some = Math.max(0.3, 2 / moved.length);
    const noise = moved.map(() => (rng.uniform() < some ? scale * rng.normal() : 0));
    const direction = alongWalls(region, moved, tangent(region, noise));
    const [low, high] = segment(region, moved, direction);
    const walked = high > low ? addScaled(moved, Math.min(1, high), direction) : moved;
    return snap(this.layout, walked) ?? from;
  }

  /** Changes what decides, or swaps a component, now and then; the result is inside the space. */
  private jump(from: Vector, scale: number, rng: Rng): Vector {
    const { coordinates, gates } = this.layout;
    const active = activeAt(this.layout, from);
    const to = assemble(this.layout, (k) => {
      const coordinate = coordinates[k]!;
      const decides = coordinate.kind === 'category' || gates.has(k);
      const changes = decides && rng.uniform() <= 0.15 + 0.5 * scale;
      return changes || active[k] === 0 ? drawValue(coordinate, rng.uniform()) : from[k]!;
    });
    for (const block of this.layout.blocks) this.exchange(block, to, rng);
    return this.inside(to, maskOf(this.layout, to), rng) ?? from;
  }

  /** Swaps two components; where there are no traces of them, one may also come or go. */
  private exchange({ first, end, hasLeast, maxComponents }: BlockRange, to: Vector, rng: Rng): void {
    const optional = this.layout.coordinates.flatMap((c, k) =>
      k >= first && k < end && c.kind === 'fraction' && c.min === 0 ? [k] : [],
    );
    if (optional.length < 2 || rng.uniform() > (hasLeast ? 0.4 : 0.2)) return;
    const a = optional[Math.floor(rng.uniform() * optional.length)]!;
    const b = optional[Math.floor(rng.uniform() * optional.length)]!;
    const { least, max } = this.layout.coordinates[a] as Extract<Coordinate, { kind: 'fraction' }>;
    const present = to.subarray(first, end).filter((share) => share >= ABSENT).length;
    const mayCome = to[a]! >= ABSENT || present < maxComponents;
    if (!hasLeast || !mayCome || rng.uniform() < 0.5) [to[a], to[b]] = [to[b]!, to[a]!];
    else to[a] = to[a]! >= ABSENT ? 0 : Math.max(least, 0.1 * max);
  }

  private direct(mask: Mask, uniforms: Uniforms): Vector {
    const u = assemble(this.layout, (k) => {
      const coordinate = this.layout.coordinates[k]!;
      if (coordinate.kind !== 'fraction') return drawValue(coordinate, uniforms(k));
      return mask[k] === 1 ? -Math.log(1 - uniforms(k)) : 0;
    });
    for (const { first, end } of this.layout.blocks) this.spread(u.subarray(first, end), first);
    return u;
  }

  /** Turns exponential spacings into fractions: the minima first, the rest in proportion. */
  private spread(part: Float64Array, first: number): void {
    const total = part.reduce((sum, value) => sum + value, 0);
    const minima = part.map((value, k) => {
      const coordinate = this.layout.coordinates[first + k]!;
      if (coordinate.kind !== 'fraction') return 0;
      return value > 0 ? coordinate.least : coordinate.min;
    });
    const rest = 1 - minima.reduce((sum, value) => sum + value, 0);
    part.forEach((value, k) => (part[k] = minima[k]! + (rest * value) / total));
  }

  private inside(raw: Vector, mask: Mask, rng: Rng): Vector | undefined {
    const region = regionAround(this.layout, raw, mask);
    if (excess(region, raw) <= INSIDE) return raw;
    const interior = this.interior(region, raw, mask);
    if (!interior) return undefined;
    const pulled = pullInside(region, interior.centre, raw);
    return hitAndRun(region, interior, pulled, STEPS_A_COORDINATE * raw.length, rng);
  }

  /** Categories enter no constraint, so one interior serves all levels of those that decide nothing. */
  private interior(region: Region, at: Vector, mask: Mask): Interior | undefined {
    const key = [mask.join(''), ...[...this.layout.gates].map((k) => at[k])].join(' ');
    if (!this.interiors.has(key)) this.interiors.set(key, interiorOf(region, at));
    const found = this.interiors.get(key);
    if (!found) return undefined;
    const isCategory = (k: number): boolean => this.layout.coordinates[k]!.kind === 'category';
    return { ...found, centre: found.centre.map((value, k) => (isCategory(k) ? at[k]! : value)) };
  }
}

/** The place that a uniform number means. Both ends of an integer's range get the weight of a whole value. */
function drawValue(coordinate: Coordinate, u: number): number {
  if (coordinate.kind === 'category') return Math.floor(u * coordinate.levels.length);
  const { min, max } = coordinate;
  if (coordinate.kind === 'fraction' || !coordinate.integer) return u;
  return max === min ? 0 : Math.floor(u * (max - min + 1)) / (max - min);
}
