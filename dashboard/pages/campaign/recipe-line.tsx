/** How the line of one recipe looks, and what it ends in. */
import type { ParallelLine } from '../../data/parallel.js';

/** Of a line on an axis, px; undefined where it has no value. */
export type Spot = readonly [x: number, y: number] | undefined;

/** Where it stopped: below the last part of its recipe, above the outcome that it does not have. */
export function Cross({ at }: { readonly at: Spot }) {
  if (!at) return null;
  const [x, y] = at;
  return <path d={`M${x - 4} ${y + 8}l8 8m0-8l-8 8`} stroke="var(--high)" stroke-width="1.5" />;
}

/** From the limit to where the outcome would lie. */
export function Arrow({ at, side }: { readonly at: Spot; readonly side: ParallelLine['side'] }) {
  if (!at || !side) return null;
  const way = side === 'above' ? 1 : -1;
  const path = `M${at[0]} ${at[1]}h${10 * way}m${-4 * way} -4l${4 * way} 4 ${-4 * way} 4`;
  return <path d={path} fill="none" stroke="var(--data)" stroke-width="1.5" />;
}

export function pathOf(points: readonly Spot[]): string {
  return points
    .map((point, k) =>
      point ? `${k > 0 && points[k - 1] ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1]}` : '',
    )
    .join('');
}

/** Of each quarter, the best first: never told by shade alone. */
const WIDTHS = [2.5, 1.5, 1, 0.75];
const SHADES = [1, 0.65, 0.4, 0.4];
const FAILED_DASH = '4 4';

export function lookOf({ quarter }: Pick<ParallelLine, 'quarter'>, isPointed = false) {
  return {
    fill: 'none',
    stroke: isPointed ? 'var(--ink)' : quarter === undefined ? 'var(--muted)' : 'var(--data)',
    'stroke-width': isPointed ? 3 : WIDTHS[quarter ?? 2]!,
    'stroke-opacity': isPointed || quarter === undefined ? 1 : SHADES[quarter]!,
    'stroke-dasharray': quarter === undefined ? FAILED_DASH : '',
  };
}
