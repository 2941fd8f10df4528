import { shuffled, type Rng } from '../../core/rng.js';
import { halfSpaces, type BlockRange, type Layout, type Vector } from './layout.js';
import { ABSENT } from './point.js';
import { atCorner } from './region.js';

/** Marks coordinates: 1 may move, 0 is fixed (an absent component keeps 0). */
export type Mask = Uint8Array;

/**
 * A mask with everything free except absent components of blocks that do not allow all of theirs at once, or no traces of
 * them. Given `rng`, places that such a block has left go by lot to absent components that may be traces.
 */
export function maskOf(layout: Layout, u: Vector, rng?: Rng): Mask {
  const mask = new Uint8Array(u.length).fill(1);
  for (const block of layout.blocks) {
    const all = Array.from({ length: block.end - block.first }, (_, k) => block.first + k);
    if (block.maxComponents >= all.length && !block.hasLeast) continue;
    const present = all.filter((k) => u[k]! >= ABSENT || bounds(layout, k).min > 0);
    const absent = rng
      ? shuffled(all, rng).filter((k) => !present.includes(k) && bounds(layout, k).least === 0)
      : [];
    mask.fill(0, block.first, block.end);
    for (const k of [...present, ...absent].slice(0, Math.max(present.length, block.maxComponents)))
      mask[k] = 1;
  }
  return mask;
}

/** Fixes the integers too, for searches that move continuously. */
export function withoutIntegers(layout: Layout, mask: Mask): Mask {
  return mask.map((free, k) => {
    const coordinate = layout.coordinates[k]!;
    return coordinate.kind === 'number' && coordinate.integer ? 0 : free;
  });
}

/** Fixes everything that a robot sets in steps. */
export function withoutSteps(layout: Layout, mask: Mask): Mask {
  const stepped = mask.slice();
  for (let k = 0; k < stepped.length; k++) {
    const coordinate = layout.coordinates[k]!;
    if (coordinate.kind === 'number' && coordinate.step !== undefined) stepped[k] = 0;
  }
  for (const { first, end, step } of layout.blocks) if (step !== undefined) stepped.fill(0, first, end);
  return stepped;
}

/**
 * Draws which components of each block are present. Half of the draws use as many as allowed; the other half any
 * smaller number that can still sum to one, because the best formulations often have few components.
 */
export function drawMask(layout: Layout, rng: Rng): Mask {
  const mask = new Uint8Array(layout.coordinates.length).fill(1);
  for (const block of layout.blocks) {
    mask.fill(0, block.first, block.end);
    for (const k of drawComponents(layout, block, rng)) mask[k] = 1;
  }
  return mask;
}

function drawComponents(layout: Layout, block: BlockRange, rng: Rng): number[] {
  const all = Array.from({ length: block.end - block.first }, (_, k) => block.first + k);
  const required = all.filter((k) => bounds(layout, k).min > 0);
  const optional = shuffled(
    all.filter((k) => !required.includes(k) && bounds(layout, k).max > 0),
    rng,
  );
  const most = Math.min(block.maxComponents, required.length + optional.length);
  const size = rng.uniform() < 0.5 ? most : Math.max(required.length, 1 + Math.floor(rng.uniform() * most));
  const needed = reachConstraints(layout, required, optional, most);
  const chosen = [...needed, ...optional.filter((k) => !needed.includes(k))].slice(
    0,
    Math.max(size, needed.length),
  );
  const spare = optional.filter((k) => !chosen.includes(k));
  return reachOne(layout, { chosen, needed, spare, most });
}

/**
 * Adds up to `most` components, without which a constraint is out of reach whatever else the point holds: the first that is
 * enough, or the one that helps most.
 */
function reachConstraints(
  layout: Layout,
  required: readonly number[],
  optional: readonly number[],
  most: number,
): number[] {
  const chosen = [...required];
  const low = Float64Array.from(layout.coordinates, (_, k) => bounds(layout, k).min);
  const high = Float64Array.from(layout.coordinates, (_, k) =>
    optional.includes(k) ? 0 : bounds(layout, k).max,
  );
  for (const { a, b } of halfSpaces(layout)) {
    const gain = (k: number): number => -a[k]! * bounds(layout, k).max;
    for (let missing = atCorner(a, low, high) - b; missing > 0 && chosen.length < most;) {
      const useful = optional.filter((k) => gain(k) > 0 && !chosen.includes(k));
      if (useful.length === 0) break;
      const next =
        useful.find((k) => gain(k) >= missing) ?? useful.reduce((x, y) => (gain(y) > gain(x) ? y : x));
      chosen.push(next);
      high[next] = bounds(layout, next).max;
      missing -= gain(next);
    }
  }
  return chosen;
}

/** Adds components, or trades small ones that are not needed for larger ones, until the maxima can sum to one. */
function reachOne(
  layout: Layout,
  {
    chosen,
    needed,
    spare,
    most,
  }: { chosen: number[]; needed: readonly number[]; spare: readonly number[]; most: number },
): number[] {
  const max = (k: number): number => bounds(layout, k).max;
  const reach = (): number => chosen.reduce((sum, k) => sum + max(k), 0);
  for (const next of [...spare].sort((a, b) => max(b) - max(a))) {
    if (reach() >= 1) break;
    if (chosen.length >= most) {
      const tradeable = chosen.filter((k) => !needed.includes(k));
      const smallest = tradeable.sort((a, b) => max(a) - max(b))[0];
      if (smallest === undefined || max(smallest) >= max(next)) break;
      chosen.splice(chosen.indexOf(smallest), 1);
    }
    chosen.push(next);
  }
  return chosen;
}

function bounds(layout: Layout, k: number): { min: number; max: number; least: number } {
  const coordinate = layout.coordinates[k]!;
  return coordinate.kind === 'fraction' ? coordinate : { min: 0, max: 1, least: 0 };
}
